package dev.steelyard.gateway.strict;

import java.util.Base64;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One block of a message.
final class AnthropicBlockRules {
    private static final Map<String, String> MAGIC = Map.of(
            "image/png", "\u0089PNG", "image/jpeg", "\u00ff\u00d8\u00ff", "image/gif", "GIF8", "image/webp", "RIFF");

    private final AnthropicFindings findings;

    AnthropicBlockRules(AnthropicFindings findings) {
        this.findings = findings;
    }

    void check(JsonNode block, String role, String place) {
        String type = block.path("type").stringValue("");
        boolean assistant = role.equals("assistant");
        switch (type) {
            case "text" -> text(block, place);
            case "image", "document" -> {
                findings.refuse(assistant, place, type + " blocks are not permitted in assistant messages");
                file(block, type, place);
            }
            case "tool_use" -> {
                findings.refuse(!assistant, place, "`tool_use` blocks can only be in `assistant` messages");
                call(block, place);
            }
            case "tool_result" -> {
                findings.refuse(assistant, place, "`tool_result` blocks can only be in `user` messages");
                result(block, place);
            }
            case "thinking" -> {
                findings.refuse(!assistant, place, "`thinking` blocks can only be in `assistant` messages");
                findings.only(block, place, Set.of("type", "thinking", "signature"));
            }
            case "redacted_thinking" -> findings.only(block, place, Set.of("type", "data"));
            default -> findings.say(place, "Input tag '" + type + "' found, which is not expected");
        }
    }

    private void text(JsonNode block, String place) {
        findings.only(block, place, Set.of("type", "text", "cache_control", "citations"));
        findings.words(block.path("text"), place + ".text");
    }

    private void call(JsonNode block, String place) {
        findings.only(block, place, Set.of("type", "id", "name", "input", "cache_control", "caller"));
        findings.refuse(
                !block.path("id").stringValue("").matches("[a-zA-Z0-9_-]+"), place + ".id", "String should match");
        findings.refuse(
                !block.path("name").stringValue("").matches("[a-zA-Z0-9_-]{1,128}"), place + ".name", "should match");
        findings.refuse(!block.path("input").isObject(), place + ".input", "Input should be a valid dictionary");
    }

    private void result(JsonNode block, String place) {
        findings.only(block, place, Set.of("type", "tool_use_id", "content", "is_error", "cache_control"));
        JsonNode content = block.path("content");
        boolean failed = block.path("is_error").booleanValue(false);
        findings.refuse(
                failed && content.isEmpty() && content.stringValue("").isEmpty(),
                place,
                "content cannot be empty if `is_error` is true");
        int index = 0;
        for (JsonNode part : content) {
            String type = part.path("type").stringValue("");
            String within = place + ".content." + index++;
            findings.refuse(
                    failed && !type.equals("text"), within, "all content must be type \"text\" if `is_error` is true");
            findings.refuse(!Set.of("text", "image", "document").contains(type), within, "not permitted in a result");
            check(part, "user", within);
        }
    }

    private void file(JsonNode block, String type, String place) {
        findings.only(block, place, Set.of("type", "source", "cache_control", "title", "context", "citations"));
        findings.refuse(type.equals("image") && block.has("title"), place, "Extra inputs are not permitted");
        JsonNode source = block.path("source");
        switch (source.path("type").stringValue("")) {
            case "base64" -> bytes(source, type, place + ".source");
            case "url" ->
                findings.refuse(
                        !source.path("url").stringValue("").startsWith("https://"),
                        place,
                        "Only HTTPS URLs are supported");
            case "text" -> {
                findings.refuse(type.equals("image"), place, "an image has no text");
                findings.refuse(!source.path("media_type").stringValue("").equals("text/plain"), place, "text/plain");
                findings.refuse(source.path("data").stringValue("").isEmpty(), place, "must be non-empty");
            }
            default -> findings.say(place + ".source.type", "unknown");
        }
    }

    private void bytes(JsonNode source, String type, String place) {
        findings.only(source, place, Set.of("type", "media_type", "data"));
        String media = source.path("media_type").stringValue("");
        byte[] data;
        try {
            data = Base64.getDecoder().decode(source.path("data").stringValue(""));
        } catch (IllegalArgumentException _) {
            findings.say(place + ".data", "invalid base64 data");
            return;
        }
        findings.refuse(data.length == 0, place + ".data", "must be non-empty");
        if (type.equals("document")) {
            findings.refuse(!media.equals("application/pdf"), place, "Input should be 'application/pdf'");
            return;
        }
        String magic = MAGIC.getOrDefault(media, "");
        String beginning = new String(data, 0, Math.min(data.length, 4), java.nio.charset.StandardCharsets.ISO_8859_1);
        findings.refuse(magic.isEmpty(), place + ".media_type", "should be an image's");
        findings.refuse(!beginning.startsWith(magic), place, "Image does not match the provided media type " + media);
    }
}
