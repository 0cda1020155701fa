package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Messages and their blocks. What only Anthropic's own servers put into a conversation (searches, code they ran) is
/// lost: nobody else could have run it.
final class AnthropicMessageReader {
    private final AnthropicNames names;
    private final Losses losses;
    private final AnthropicMediaReader media;

    AnthropicMessageReader(AnthropicNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
        this.media = new AnthropicMediaReader(losses);
    }

    List<Message> messages(JsonNode messages) {
        List<Message> read = new ArrayList<>();
        for (JsonNode message : messages) {
            message(message, read);
        }
        return read;
    }

    private void message(JsonNode message, List<Message> into) {
        Role role = role(message.path("role").stringValue(""));
        JsonNode content = message.path("content");
        if (!content.isString() && !content.isArray()) {
            throw new BadRequest("messages: content must be a string or a list");
        }
        List<Block> blocks = new ArrayList<>();
        if (content.isString()) {
            blocks.add(new Block.Text(content.stringValue()));
        }
        if (content.isArray()) {
            for (JsonNode block : content) {
                if (type(block).equals("mid_conv_system")) {
                    into.add(new Message(role, blocks));
                    into.add(new Message(Role.SYSTEM, instructions(block)));
                    blocks = new ArrayList<>();
                } else {
                    block(block, blocks);
                }
            }
        }
        into.add(new Message(role, blocks));
    }

    private static Role role(String role) {
        return switch (role) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> throw new BadRequest("messages: role must be user, assistant or system");
        };
    }

    private static List<Block> instructions(JsonNode block) {
        List<Block> texts = new ArrayList<>();
        block.path("content").forEach(text -> texts.add(text(text)));
        return texts;
    }

    private void block(JsonNode block, List<Block> into) {
        switch (type(block)) {
            case "text" -> into.add(text(block));
            case "image" -> media.image(block, into);
            case "document" -> media.document(block, into);
            case "search_result" -> media.searchResult(block, into);
            case "thinking" -> into.add(thinking(block));
            case "redacted_thinking" ->
                into.add(new Block.Thinking("", block.path("data").stringValue(""), null));
            case "tool_use" -> into.add(call(block));
            case "tool_result" -> into.add(result(block));
            default -> losses.add("block:" + type(block));
        }
    }

    private static String type(JsonNode block) {
        return block.path("type").stringValue("");
    }

    static Block.Text text(JsonNode block) {
        return new Block.Text(block.path("text").stringValue(""), mark(block));
    }

    private static Block.Thinking thinking(JsonNode block) {
        return new Block.Thinking(
                block.path("thinking").stringValue(""), block.path("signature").stringValue(""), null);
    }

    private Block.Call call(JsonNode block) {
        String id = AnthropicRequestReader.string(block, "id");
        String name = names.plain(AnthropicRequestReader.string(block, "name"));
        JsonNode input = block.path("input");
        if (mark(block) != CacheMark.NONE) {
            losses.add("cache_marks:tool_use");
        }
        return new Block.Call(id, name, input.isObject() ? Json.compact(input) : "{}", "", null);
    }

    private Block.Result result(JsonNode block) {
        List<Block> content = new ArrayList<>();
        JsonNode said = block.path("content");
        if (said.isString() && !said.stringValue().isEmpty()) {
            content.add(new Block.Text(said.stringValue()));
        }
        if (said.isArray()) {
            said.forEach(part -> within(part, content));
        }
        return new Block.Result(
                AnthropicRequestReader.string(block, "tool_use_id"),
                "",
                content,
                block.path("is_error").booleanValue(false),
                mark(block));
    }

    private void within(JsonNode part, List<Block> into) {
        switch (type(part)) {
            case "tool_reference" -> {
                String name = names.plain(part.path("tool_name").stringValue(""));
                into.add(new Block.Text("The tool " + name + " can be called from now on."));
            }
            case "text", "image", "document", "search_result" -> block(part, into);
            default -> losses.add("block:" + type(part));
        }
    }

    static CacheMark mark(JsonNode marked) {
        JsonNode mark = marked.path("cache_control");
        if (!mark.isObject()) {
            return CacheMark.NONE;
        }
        return mark.path("ttl").stringValue("").equals("1h") ? CacheMark.HOUR : CacheMark.MINUTES;
    }

    /// Unless it is marked already, or nothing that can be.
    static Block marked(Block block, CacheMark mark) {
        return switch (block) {
            case Block.Text(String text, CacheMark old) when old == CacheMark.NONE -> new Block.Text(text, mark);
            case Block.Image(Block.Media file, CacheMark old) when old == CacheMark.NONE -> new Block.Image(file, mark);
            case Block.Document(Block.Media file, String name, CacheMark old)
            when old == CacheMark.NONE -> new Block.Document(file, name, mark);
            case Block.Result result
            when result.cache() == CacheMark.NONE ->
                new Block.Result(result.callId(), result.name(), result.content(), result.error(), mark);
            case Block.Text _, Block.Image _, Block.Document _, Block.Result _, Block.Thinking _, Block.Call _ -> block;
        };
    }
}
