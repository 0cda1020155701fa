package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes what the messages and the tool outputs of Responses are made of.
final class ResponsesContent {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");
    private static final String ERROR = "Error: ";

    private final ResponsesModel model;
    private final Losses losses;
    private boolean markLost;

    ResponsesContent(ResponsesModel model, Losses losses) {
        this.model = model;
        this.losses = losses;
    }

    /// Parts that the model is to read; without those that are empty.
    ArrayNode parts(List<? extends Block> blocks) {
        ArrayNode parts = Json.array();
        for (Block block : blocks) {
            switch (block) {
                case Block.Text(String text, CacheMark cache) -> {
                    if (text.isEmpty()) {
                        mark(cache);
                    } else {
                        parts.add(marked(inputText(text), cache));
                    }
                }
                case Block.Image(Media media, CacheMark cache) -> parts.add(marked(image(media), cache));
                case Block.Document(Media media, String name, CacheMark cache) ->
                    parts.add(marked(document(media, name), cache));
                case Block.Thinking _, Block.Call _, Block.Result _ -> losses.add("block_out_of_place");
            }
        }
        return parts;
    }

    /// Nothing in this protocol says that a tool failed: the text must.
    JsonNode output(Block.Result result) {
        mark(result.cache());
        ArrayNode parts = parts(result.content());
        if (result.error()) {
            accuse(parts);
        }
        boolean plain =
                parts.size() == 1 && parts.get(0).path("type").stringValue("").equals("input_text");
        return parts.isEmpty()
                ? JsonNodeFactory.instance.stringNode("")
                : plain ? parts.get(0).path("text") : parts;
    }

    private static void accuse(ArrayNode parts) {
        String first = parts.path(0).path("text").stringValue("");
        String start = first.strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("error") || start.startsWith("<tool_use_error")) {
            return;
        }
        if (parts.path(0).has("text")) {
            parts.get(0).asObject().put("text", ERROR + first);
        } else {
            parts.insert(0, inputText(ERROR.strip()));
        }
    }

    static ObjectNode inputText(String text) {
        return Json.object().put("type", "input_text").put("text", text);
    }

    private ObjectNode marked(ObjectNode part, CacheMark cache) {
        if (cache != CacheMark.NONE && model.breakpoints()) {
            part.putObject("prompt_cache_breakpoint").put("mode", "explicit");
        } else {
            mark(cache);
        }
        return part;
    }

    /// A mark that cannot be carried; told once for a request.
    void mark(CacheMark cache) {
        if (cache != CacheMark.NONE && !markLost) {
            markLost = true;
            losses.add("cache_marks");
        }
    }

    private ObjectNode image(Media media) {
        String address = address(media);
        if (address.isEmpty() || (media.base64() != null && !IMAGES.contains(media.mimeType()))) {
            return omitted("image", media);
        }
        return Json.object()
                .put("type", "input_image")
                .put("image_url", address)
                .put("detail", "auto");
    }

    private ObjectNode document(Media media, String name) {
        String base64 = media.base64();
        if (base64 != null && media.mimeType().startsWith("text/")) {
            String text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            return inputText(name.isEmpty() ? text : name + ":\n" + text);
        }
        String address = address(media);
        if (address.isEmpty()) {
            return omitted("document", media);
        }
        ObjectNode file = Json.object().put("type", "input_file");
        return base64 == null
                ? file.put("file_url", address)
                : file.put("filename", name.isEmpty() ? "document.pdf" : name).put("file_data", address);
    }

    /// Empty if OpenAI could not read it from there.
    private static String address(Media media) {
        if (media.base64() != null) {
            return "data:" + media.mimeType() + ";base64," + media.base64();
        }
        String url = media.url();
        return url != null && url.matches("https?://.*") ? url : "";
    }

    private ObjectNode omitted(String what, Media media) {
        losses.add(what + ":" + media.mimeType());
        return inputText("[" + what + " of type " + media.mimeType() + " left out]");
    }
}
