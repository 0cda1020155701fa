package dev.steelyard.gateway.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tells which call of a conversation each result answers: the one it names, else the first open one of its function.
///
/// A resumed Gemini CLI sends every result twice. The second one answers nothing: it is counted, but it is no result.
final class GeminiCalls {
    private final List<Open> open = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int minted;

    private record Open(String id, String name) {}

    Segment called(JsonNode call, String text) {
        String name = Body.text(call.path("name"));
        String sent = Body.text(call.path("id"));
        String id = sent.isEmpty() ? name + "#" + ++minted : sent;
        open.add(new Open(id, name));
        return new Segment.Call(id, name, text);
    }

    Segment answered(JsonNode response, String text) {
        String sent = Body.text(response.path("id"));
        String id = sent.isEmpty() ? firstOpen(Body.text(response.path("name"))) : sent;
        if (id.isEmpty() || !answered.add(id)) {
            return new Segment.Other(text, false);
        }
        open.removeIf(call -> call.id().equals(id));
        return new Segment.Result(id, text);
    }

    /// Empty if there is none.
    private String firstOpen(String name) {
        return open.stream()
                .filter(call -> call.name().equals(name))
                .map(Open::id)
                .findFirst()
                .orElse("");
    }
}
