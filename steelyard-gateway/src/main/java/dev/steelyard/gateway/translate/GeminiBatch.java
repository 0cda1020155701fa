package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One content of the user's: the result of every call that waits for one, in the order of the calls; then the files
/// those results hold; then everything else.
final class GeminiBatch {
    static final String UNREADABLE = "[a file that cannot be shown]";
    private static final Block.Text NO_RESULT = new Block.Text("The tool has given no result.");

    private final List<Block.Call> open;
    private final Map<String, Integer> waiting = new HashMap<>();
    private final Map<String, Deque<Block.Result>> results = new HashMap<>();
    private final List<Block> others = new ArrayList<>();
    private final Losses losses;

    GeminiBatch(List<Block.Call> open, Losses losses) {
        this.open = open;
        open.forEach(call -> waiting.merge(call.id(), 1, Integer::sum));
        this.losses = losses;
    }

    void add(Block block) {
        if (block instanceof Block.Result result) {
            result(result);
        } else {
            others.add(block);
        }
    }

    /// Ids are the provider's, which may give one twice: then its results come in the order of its calls.
    private void result(Block.Result result) {
        Deque<Block.Result> known = results.computeIfAbsent(result.callId(), _ -> new ArrayDeque<>());
        int calls = waiting.getOrDefault(result.callId(), 0);
        if (calls == 0) {
            losses.add("result_without_call");
            others.addAll(result.content());
        } else if (known.size() == calls) {
            losses.add("result_repeated");
        } else {
            known.add(result);
        }
    }

    ArrayNode parts() {
        ArrayNode parts = Json.array();
        ArrayNode files = Json.array();
        for (Block.Call call : open) {
            Deque<Block.Result> known = results.getOrDefault(call.id(), new ArrayDeque<>());
            parts.add(response(call, Optional.ofNullable(known.poll()), files));
        }
        parts.addAll(files);
        others.forEach(block -> other(block, parts));
        return parts;
    }

    private ObjectNode response(Block.Call call, Optional<Block.Result> answered, ArrayNode files) {
        Block.Result result = answered.orElseGet(() -> {
            losses.add("result_missing");
            return new Block.Result(call.id(), call.name(), List.of(NO_RESULT), true, CacheMark.NONE);
        });
        ObjectNode part = Json.object();
        ObjectNode response = part.putObject("functionResponse");
        response.put("id", call.id()).put("name", GeminiNames.sent(call.name()));
        response.putObject("response").put(result.error() ? "error" : "output", output(result, files));
        return part;
    }

    private String output(Block.Result result, ArrayNode files) {
        List<String> lines = new ArrayList<>();
        for (Block block : result.content()) {
            switch (block) {
                case Block.Text(String text, var _) -> lines.add(text);
                case Block.Image(Block.Media media, var _) -> lines.add(follows(media, files));
                case Block.Document(Block.Media media, String _, var _) -> lines.add(follows(media, files));
                case Block.Thinking _, Block.Call _, Block.Result _ -> {}
            }
        }
        return String.join("\n", lines);
    }

    /// Says where in the text the file stood, since it comes after all results.
    private String follows(Block.Media media, ArrayNode files) {
        Optional<ObjectNode> part = GeminiMedia.write(media, losses);
        part.ifPresent(files::add);
        return part.isPresent() ? "[file " + files.size() + " after the results]" : UNREADABLE;
    }

    private void other(Block block, ArrayNode parts) {
        switch (block) {
            case Block.Text(String text, var _) -> {
                if (!text.isEmpty()) {
                    parts.addObject().put("text", text);
                }
            }
            case Block.Image(Block.Media media, var _) -> parts.add(file(media));
            case Block.Document(Block.Media media, String _, var _) -> parts.add(file(media));
            case Block.Thinking _, Block.Call _, Block.Result _ -> {}
        }
    }

    private ObjectNode file(Block.Media media) {
        return GeminiMedia.write(media, losses).orElseGet(() -> Json.object().put("text", UNREADABLE));
    }
}
