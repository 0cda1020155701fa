package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Block.Media;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The content of one message: a text, or a list of parts. Texts that say nothing are left out, as no model
/// hears them.
final class ChatContentReader {
    private static final Pattern DATA = Pattern.compile("data:([^;,]*)(?:;[^;,]*)*;base64,(.*)", Pattern.DOTALL);

    private final Losses losses;

    ChatContentReader(Losses losses) {
        this.losses = losses;
    }

    List<Block> blocks(JsonNode message) {
        JsonNode content = message.path("content");
        CacheMark whole = ChatMarks.of(message);
        List<Block> blocks = new ArrayList<>();
        if (content.isString()) {
            text(content.stringValue(), whole, blocks);
        }
        if (content.isArray()) {
            int left = content.size();
            for (JsonNode part : content) {
                left--;
                CacheMark own = ChatMarks.of(part);
                part(part, own == CacheMark.NONE && left == 0 ? whole : own, blocks);
            }
        }
        return blocks;
    }

    private static void text(String text, CacheMark cache, List<Block> blocks) {
        if (!text.isEmpty()) {
            blocks.add(new Block.Text(text, cache));
        }
    }

    private void part(JsonNode part, CacheMark cache, List<Block> blocks) {
        switch (part.path("type").stringValue("text")) {
            case "text" -> text(part.path("text").stringValue(""), cache, blocks);
            case "refusal" -> text(part.path("refusal").stringValue(""), cache, blocks);
            case "image_url" -> image(part.path("image_url"), cache, blocks);
            case "file" -> file(part.path("file"), cache, blocks);
            case String type -> losses.add("block:" + type);
        }
    }

    /// @param image an object by OpenAI's word, a bare address by some clients' habit
    private void image(JsonNode image, CacheMark cache, List<Block> blocks) {
        String detail = image.path("detail").stringValue("auto");
        if (!detail.equals("auto")) {
            losses.add("image_detail");
        }
        String url = image.isString() ? image.stringValue() : image.path("url").stringValue("");
        blocks.add(new Block.Image(media(url, ""), cache));
    }

    private void file(JsonNode file, CacheMark cache, List<Block> blocks) {
        String data = file.path("file_data").stringValue("");
        if (data.isEmpty()) {
            losses.add("block:file_id");
            return;
        }
        String name = file.path("filename").stringValue("");
        blocks.add(new Block.Document(media(data, "application/pdf"), name, cache));
    }

    private static Media media(String address, String likelyType) {
        Matcher data = DATA.matcher(address);
        return data.matches()
                ? new Media(data.group(1).isEmpty() ? likelyType : data.group(1), data.group(2), null)
                : new Media(likelyType, null, address);
    }
}
