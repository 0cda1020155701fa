package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.GeminiField;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Files in parts. Google reads no other images than these, and fetches nothing but from its own stores.
final class GeminiMedia {
    private static final String UNKNOWN = "application/octet-stream";
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/webp", "image/heic", "image/heif");
    private static final String STORES = "gs://.*|https://generativelanguage\\.googleapis\\.com/.*";

    /// How the base64 of a file begins.
    private static final Map<String, String> MAGIC = Map.of(
            "iVBORw0KGgo", "image/png",
            "/9j/", "image/jpeg",
            "R0lGOD", "image/gif",
            "UklGR", "image/webp",
            "JVBERi0", "application/pdf");

    private GeminiMedia() {}

    /// Empty if the part holds no file.
    static Optional<Block> read(JsonNode part) {
        JsonNode inline = GeminiField.of(part, "inlineData");
        JsonNode stored = GeminiField.of(part, "fileData");
        if (inline.path("data").isString()) {
            String base64 = inline.path("data").stringValue().replace('-', '+').replace('_', '/');
            return Optional.of(block(inline, base64, null));
        }
        String uri = GeminiField.of(stored, "fileUri").stringValue("");
        return uri.isEmpty() ? Optional.empty() : Optional.of(block(stored, null, uri));
    }

    private static Block block(JsonNode file, @Nullable String base64, @Nullable String uri) {
        String type = GeminiField.of(file, "mimeType").stringValue(UNKNOWN);
        var media = new Media(type, base64, uri);
        return type.startsWith("image/")
                ? new Block.Image(media, CacheMark.NONE)
                : new Block.Document(media, GeminiField.of(file, "displayName").stringValue(""), CacheMark.NONE);
    }

    /// Empty, and told to `losses`, if Google would refuse the request for it.
    static Optional<ObjectNode> write(Media media, Losses losses) {
        return media.base64() == null
                ? stored(media, media.url() == null ? "" : media.url(), losses)
                : inline(type(media, media.base64()), media.base64(), losses);
    }

    private static Optional<ObjectNode> inline(String type, String base64, Losses losses) {
        if (!IMAGES.contains(type) && !type.equals("application/pdf") && !type.matches("(text|audio|video)/.+")) {
            losses.add("media_type:" + type);
            return Optional.empty();
        }
        ObjectNode part = Json.object();
        part.putObject("inlineData").put("mimeType", type).put("data", base64);
        return Optional.of(part);
    }

    private static Optional<ObjectNode> stored(Media media, String uri, Losses losses) {
        if (!uri.matches(STORES)) {
            losses.add("media_url");
            return Optional.empty();
        }
        ObjectNode part = Json.object();
        ObjectNode file = part.putObject("fileData");
        if (!media.mimeType().isEmpty()) {
            file.put("mimeType", media.mimeType());
        }
        file.put("fileUri", uri);
        return Optional.of(part);
    }

    /// Agents call many an image what it is not.
    private static String type(Media media, String base64) {
        String told = media.mimeType().toLowerCase(Locale.ROOT);
        boolean doubtful = told.isEmpty() || told.equals(UNKNOWN) || told.startsWith("image/");
        return MAGIC.entrySet().stream()
                .filter(magic -> doubtful && base64.startsWith(magic.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(told);
    }
}
