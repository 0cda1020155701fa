package dev.steelyard.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Images and documents. The API compares an image's bytes with the type it is said to be of, so the bytes are asked.
final class AnthropicMediaWriter {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    /// How files of a type begin, in base64.
    private static final Map<String, String> BEGINNINGS =
            Map.of("iVBORw0KGgo", "image/png", "/9j/", "image/jpeg", "R0lGOD", "image/gif", "UklGR", "image/webp");

    private final Losses losses;

    AnthropicMediaWriter(Losses losses) {
        this.losses = losses;
    }

    ObjectNode image(Block.Image image) {
        Media file = image.media();
        String data = file.base64();
        if (data == null) {
            return linked("image", file, image.cache());
        }
        String type = BEGINNINGS.entrySet().stream()
                .filter(known -> data.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(file.mimeType());
        if (!IMAGES.contains(type) || data.isEmpty()) {
            return missing("image", type, image.cache());
        }
        return marked(sourced("image", bytes(type, data)), image.cache());
    }

    ObjectNode document(Block.Document document) {
        Media file = document.media();
        String data = file.base64();
        if (data == null) {
            return named(linked("document", file, document.cache()), document.name());
        }
        String type = file.mimeType().toLowerCase(Locale.ROOT);
        if (type.equals("application/pdf")) {
            return named(marked(sourced("document", bytes(type, data)), document.cache()), document.name());
        }
        if (type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml")) {
            return text(document, data);
        }
        return missing("document", type, document.cache());
    }

    private ObjectNode text(Block.Document document, String data) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(data), UTF_8);
        } catch (IllegalArgumentException _) {
            return missing("document", "broken", document.cache());
        }
        if (text.isBlank()) {
            return missing("document", "blank", document.cache());
        }
        ObjectNode source = Json.object().put("type", "text").put("media_type", "text/plain");
        return named(marked(sourced("document", source.put("data", text)), document.cache()), document.name());
    }

    private static ObjectNode bytes(String type, String data) {
        return Json.object().put("type", "base64").put("media_type", type).put("data", data);
    }

    private static ObjectNode sourced(String what, ObjectNode source) {
        ObjectNode block = Json.object().put("type", what);
        block.set("source", source);
        return block;
    }

    /// The provider fetches it, if anyone does.
    private ObjectNode linked(String what, Media file, CacheMark cache) {
        String url = file.url();
        if (url == null || !url.startsWith("https://")) {
            return missing(what, "url", cache);
        }
        return marked(sourced(what, Json.object().put("type", "url").put("url", url)), cache);
    }

    private static ObjectNode marked(ObjectNode block, CacheMark cache) {
        AnthropicMarks.mark(block, cache);
        return block;
    }

    private static ObjectNode named(ObjectNode block, String name) {
        return name.isBlank() || !block.has("source") ? block : block.put("title", name);
    }

    private ObjectNode missing(String what, String type, CacheMark cache) {
        losses.add(what + "_type:" + type);
        return AnthropicContent.text(new Block.Text("[This " + what + " cannot be shown here.]", cache));
    }
}
