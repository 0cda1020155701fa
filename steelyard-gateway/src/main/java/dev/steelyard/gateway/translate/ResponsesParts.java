package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads what a message or a tool's output of Responses is made of.
final class ResponsesParts {
    private static final Pattern DATA_URL = Pattern.compile("data:([^;,]*)[^,]*;base64,(.*)", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "pdf", "application/pdf",
            "txt", "text/plain",
            "md", "text/markdown",
            "csv", "text/csv",
            "json", "application/json");

    private final Losses losses;

    ResponsesParts(Losses losses) {
        this.losses = losses;
    }

    /// @param content a text or a list of parts; an object is what old clients sent: `{content, success}`
    List<Block> of(JsonNode content) {
        if (content.isString()) {
            return List.of(new Block.Text(content.stringValue()));
        }
        if (content.isObject()) {
            return content.path("content").isString() || content.path("content").isArray()
                    ? of(content.path("content"))
                    : List.of(new Block.Text(Json.compact(content)));
        }
        List<Block> blocks = new ArrayList<>();
        content.forEach(part -> part(part).ifPresent(blocks::add));
        return blocks;
    }

    private Optional<Block> part(JsonNode part) {
        String type = part.path("type").stringValue("");
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
                Optional.of(new Block.Text(part.path("text").stringValue(""), mark(part)));
            case "refusal" -> Optional.of(new Block.Text(part.path("refusal").stringValue("")));
            case "input_image", "computer_screenshot" -> image(part);
            case "input_file" -> file(part);
            default -> lost("part:" + type);
        };
    }

    private Optional<Block> image(JsonNode part) {
        JsonNode address = part.path("image_url");
        String url = address.isObject() ? address.path("url").stringValue("") : address.stringValue("");
        if (url.isEmpty()) {
            return lost("image:file_id");
        }
        if (!part.path("detail").stringValue("auto").equals("auto")) {
            losses.add("field:detail");
        }
        return Optional.of(new Block.Image(media(url, "image/jpeg"), mark(part)));
    }

    private Optional<Block> file(JsonNode part) {
        String name = part.path("filename").stringValue("");
        String data = part.path("file_data").stringValue("");
        String url = part.path("file_url").stringValue("");
        String type = typeOf(name.isEmpty() ? url : name, "application/pdf");
        if (data.isEmpty() && url.isEmpty()) {
            return lost("document:file_id");
        }
        Media media = url.isEmpty() && !data.startsWith("data:")
                ? new Media(type, data, null)
                : media(url.isEmpty() ? data : url, type);
        return Optional.of(new Block.Document(media, name, mark(part)));
    }

    /// @param type if the address does not tell
    private static Media media(String url, String type) {
        Matcher inline = DATA_URL.matcher(url);
        if (!inline.matches()) {
            return new Media(typeOf(url, type), null, url);
        }
        String told = inline.group(1);
        return new Media(told.isEmpty() ? type : told.toLowerCase(Locale.ROOT), inline.group(2), null);
    }

    private static String typeOf(String name, String otherwise) {
        String path = name.replaceFirst("[?#].*", "");
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, otherwise);
    }

    private static CacheMark mark(JsonNode part) {
        return part.path("prompt_cache_breakpoint").isObject() ? CacheMark.MINUTES : CacheMark.NONE;
    }

    private Optional<Block> lost(String code) {
        losses.add(code);
        return Optional.empty();
    }
}
