package dev.steelyard.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.translate.Block.Media;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Images, documents and search results. Files that lie on Anthropic's servers cannot be read from elsewhere: the
/// model is told that something is missing.
final class AnthropicMediaReader {
    private final Losses losses;

    AnthropicMediaReader(Losses losses) {
        this.losses = losses;
    }

    void image(JsonNode block, List<Block> into) {
        JsonNode source = block.path("source");
        switch (source.path("type").stringValue("")) {
            case "base64" -> into.add(new Block.Image(bytes(source), AnthropicMessageReader.mark(block)));
            case "url" ->
                into.add(new Block.Image(
                        new Media("", null, source.path("url").stringValue("")), AnthropicMessageReader.mark(block)));
            default -> missing("image", source, into);
        }
    }

    private static Media bytes(JsonNode source) {
        return new Media(
                source.path("media_type").stringValue(""), source.path("data").stringValue(""), null);
    }

    void document(JsonNode block, List<Block> into) {
        JsonNode source = block.path("source");
        switch (source.path("type").stringValue("")) {
            case "base64" -> add(bytes(source), block, into);
            case "url" ->
                add(new Media("application/pdf", null, source.path("url").stringValue("")), block, into);
            case "text" -> add(text(source.path("data").stringValue("")), block, into);
            case "content" -> content(source.path("content"), block, into);
            default -> missing("document", source, into);
        }
        String context = block.path("context").stringValue("");
        if (!context.isEmpty()) {
            into.add(new Block.Text(context));
        }
        if (block.path("citations").path("enabled").booleanValue(false)) {
            losses.add("citations");
        }
    }

    private static void add(Media media, JsonNode block, List<Block> into) {
        String name = block.path("title").stringValue("");
        into.add(new Block.Document(media, name, AnthropicMessageReader.mark(block)));
    }

    private static Media text(String text) {
        return new Media("text/plain", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)), null);
    }

    private void content(JsonNode content, JsonNode block, List<Block> into) {
        var words = new StringBuilder(content.stringValue(""));
        if (content.isArray()) {
            content.forEach(part -> words.append(part.path("text").stringValue("")));
        }
        add(text(words.toString()), block, into);
        for (JsonNode part : content) {
            if (part.path("type").stringValue("").equals("image")) {
                image(part, into);
            }
        }
    }

    void searchResult(JsonNode block, List<Block> into) {
        losses.add("block:search_result");
        var words = new StringBuilder(block.path("title").stringValue(""));
        words.append(" (").append(block.path("source").stringValue("")).append(")");
        block.path("content")
                .forEach(part -> words.append("\n").append(part.path("text").stringValue("")));
        into.add(new Block.Text(words.toString(), AnthropicMessageReader.mark(block)));
    }

    private void missing(String what, JsonNode source, List<Block> into) {
        losses.add(what + "_source:" + source.path("type").stringValue("none"));
        into.add(new Block.Text("[This " + what + " cannot be shown here.]"));
    }
}
