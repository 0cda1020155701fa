package dev.steelyard.gateway.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.AnthropicTurns.Turn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes turns as messages.
final class AnthropicContent {
    private final Losses losses;
    private final AnthropicMediaWriter media;

    AnthropicContent(Losses losses) {
        this.losses = losses;
        this.media = new AnthropicMediaWriter(losses);
    }

    void write(List<Turn> turns, ArrayNode messages) {
        for (Turn turn : turns) {
            ObjectNode message = messages.addObject().put("role", turn.assistant() ? "assistant" : "user");
            turn(turn.blocks(), message.putArray("content"));
        }
    }

    private void turn(List<Block> blocks, ArrayNode content) {
        List<Block> shown = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Result result) {
                content.add(result(result, shown));
            }
        }
        shown.forEach(block -> content.add(block(block)));
        blocks.stream().filter(block -> !(block instanceof Block.Result)).forEach(block -> content.add(block(block)));
    }

    static ObjectNode text(Block.Text text) {
        ObjectNode block = Json.object().put("type", "text").put("text", text.text());
        AnthropicMarks.mark(block, text.cache());
        return block;
    }

    private JsonNode block(Block block) {
        return switch (block) {
            case Block.Text text -> text(text);
            case Block.Image image -> media.image(image);
            case Block.Document document -> media.document(document);
            case Block.Call call -> call(call);
            case Block.Thinking(String _, String _, Opaque opaque) when opaque != null -> opaque.value();
            case Block.Thinking _, Block.Result _ -> throw new IllegalArgumentException("not written here: " + block);
        };
    }

    private ObjectNode call(Block.Call call) {
        ObjectNode written = Json.object().put("type", "tool_use").put("id", call.id());
        written.put("name", name(call.name()));
        written.set("input", input(call.arguments()));
        return written;
    }

    static String name(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return safe.isEmpty() ? "unnamed" : safe;
    }

    private JsonNode input(String arguments) {
        if (arguments.isBlank()) {
            return Json.object();
        }
        try {
            return Json.readObject(arguments.getBytes(UTF_8));
        } catch (BadRequest _) {
            losses.add("arguments_not_json");
            return Json.object().put("_raw", arguments);
        }
    }

    /// @param shown gets what may not stand in a failed result: anything but text
    private ObjectNode result(Block.Result result, List<Block> shown) {
        ObjectNode written = Json.object().put("type", "tool_result").put("tool_use_id", result.callId());
        ArrayNode content = Json.array();
        for (Block block : result.content()) {
            if (result.error() && !(block instanceof Block.Text)) {
                losses.add("media_in_failed_result");
                shown.add(block);
            } else if (!(block instanceof Block.Text text) || !text.text().isBlank()) {
                content.add(block(block));
            }
        }
        if (content.isEmpty() && result.error()) {
            content.addObject().put("type", "text").put("text", "It failed and said nothing.");
        }
        if (content.size() == 1 && plain(content.path(0))) {
            written.set("content", content.path(0).path("text"));
        } else if (!content.isEmpty()) {
            written.set("content", content);
        }
        if (result.error()) {
            written.put("is_error", true);
        }
        AnthropicMarks.mark(written, result.cache());
        return written;
    }

    private static boolean plain(JsonNode block) {
        return block.has("text") && !block.has("cache_control");
    }
}
