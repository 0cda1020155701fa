package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes messages as `contents`: roles take turns, the user speaks first and last, and the results of all calls of one
/// turn come together in the next, before anything else.
final class GeminiContents {
    /// Google's own word for a signature that is not there, which its models take in place of one.
    static final String UNSIGNED = "skip_thought_signature_validator";

    private static final Block.Text GO_ON = new Block.Text("Continue.");

    private final GeminiModel model;
    private final Losses losses;

    GeminiContents(GeminiModel model, Losses losses) {
        this.model = model;
        this.losses = losses;
    }

    private record Exchange(boolean answer, List<Block> blocks) {}

    ArrayNode write(List<Message> messages) {
        ArrayNode contents = Json.array();
        List<Block.Call> open = List.of();
        for (Exchange exchange : exchanges(messages)) {
            if (exchange.answer()) {
                contents.add(answer(exchange.blocks()));
                open = calls(exchange.blocks());
            } else {
                contents.add(said(exchange.blocks(), open));
                open = List.of();
            }
        }
        if (!open.isEmpty()) {
            contents.add(said(List.of(), open));
        }
        return contents;
    }

    private List<Exchange> exchanges(List<Message> messages) {
        List<Exchange> exchanges = new ArrayList<>();
        for (Message message : messages) {
            boolean answer = message.role() == Role.ASSISTANT;
            List<Block> blocks = carried(message);
            if (blocks.isEmpty()) {
                continue;
            }
            if (exchanges.isEmpty() && answer) {
                losses.add("begins_with_answer");
                exchanges.add(new Exchange(false, List.of(GO_ON)));
            }
            if (exchanges.isEmpty() || exchanges.getLast().answer() != answer) {
                exchanges.add(new Exchange(answer, new ArrayList<>()));
            }
            exchanges.getLast().blocks().addAll(blocks);
        }
        if (exchanges.isEmpty()) {
            throw new BadRequest("nothing is said in the messages");
        }
        if (exchanges.getLast().answer() && calls(exchanges.getLast().blocks()).isEmpty()) {
            losses.add("prefill");
            exchanges.add(new Exchange(false, List.of(GO_ON)));
        }
        return exchanges;
    }

    private List<Block> carried(Message message) {
        List<Block> carried = new ArrayList<>();
        for (Block block : message.content()) {
            switch (block) {
                case Block.Text text when text.text().isEmpty() -> {}
                case Block.Text text when message.role() == Role.SYSTEM -> carried.add(marked(text));
                case Block.Thinking thinking when thinking.opaque() == null -> losses.add("thinking");
                case Block.Text _, Block.Thinking _, Block.Call _, Block.Result _ -> carried.add(block);
                case Block.Image _, Block.Document _ -> carried.add(block);
            }
        }
        return carried;
    }

    /// There is one place for system texts, and it is at the head.
    private static Block marked(Block.Text text) {
        return new Block.Text("<system-message>\n" + text.text() + "\n</system-message>");
    }

    private static List<Block.Call> calls(List<Block> blocks) {
        return blocks.stream()
                .filter(Block.Call.class::isInstance)
                .map(Block.Call.class::cast)
                .toList();
    }

    private static ObjectNode content(String role, ArrayNode parts) {
        return Json.object().put("role", role).set("parts", parts);
    }

    private ObjectNode answer(List<Block> blocks) {
        ArrayNode parts = Json.array();
        boolean later = false;
        for (Block block : blocks) {
            switch (block) {
                case Block.Thinking(String _, String _, Opaque opaque) when opaque != null -> parts.add(opaque.value());
                case Block.Call call -> {
                    parts.add(call(call, later));
                    later = true;
                }
                case Block.Text text -> parts.add(Json.object().put("text", text.text()));
                case Block.Image image -> parts.add(file(image.media()));
                case Block.Document document -> parts.add(file(document.media()));
                case Block.Thinking _, Block.Result _ -> {}
            }
        }
        return content("model", parts);
    }

    private ObjectNode file(Block.Media media) {
        return GeminiMedia.write(media, losses).orElseGet(() -> Json.object().put("text", GeminiBatch.UNREADABLE));
    }

    /// @param later whether it is not the first of this turn: parallel calls have but one signature, on the first
    private ObjectNode call(Block.Call call, boolean later) {
        ObjectNode part = Json.object();
        ObjectNode function = part.putObject("functionCall");
        function.put("id", call.id()).put("name", GeminiNames.sent(call.name()));
        function.set("args", GeminiArguments.object(call.arguments(), losses));
        JsonNode signature =
                call.opaque() == null ? Json.object() : call.opaque().value();
        if (signature.isString()) {
            part.set("thoughtSignature", signature);
        } else if (!later && model.thinksByLevel()) {
            losses.add("thought_signature_missing");
            part.put("thoughtSignature", UNSIGNED);
        }
        return part;
    }

    private ObjectNode said(List<Block> blocks, List<Block.Call> open) {
        var batch = new GeminiBatch(open, losses);
        blocks.forEach(batch::add);
        return content("user", batch.parts());
    }
}
