package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Segment;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory;
import dev.steelyard.model.Trajectory.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A conversation that grows as an agent's would: what the model called comes back with the next request.
final class Chat {
    static final String PREFIX = ToolCallIds.prefix("000000000001");
    private static final JsonNode SHELL = schema("""
            {"type":"object","properties":{"command":{"type":"string"}},"required":["command"]}""");

    private final SimulatedModel model = new SimulatedModel();
    private final PrefixCache cache = new PrefixCache();
    private final Role role;
    private final List<Segment> segments = new ArrayList<>();

    Chat(Role role) {
        this.role = role;
        segments.add(new Segment.Tool("bash", SHELL, "{\"name\":\"bash\"}"));
    }

    static Chat playing(Step... steps) {
        return new Chat(role(7, steps));
    }

    static Role role(long seed, Step... steps) {
        return new Role(new Trajectory(List.of(steps)), "/workspace", seed, "label", Simulation.INSTANT, PREFIX);
    }

    static JsonNode schema(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    Chat user(String text) {
        segments.add(new Segment.Speaker("user"));
        segments.add(new Segment.Words(text, false));
        return this;
    }

    Chat returned(String callId, String output) {
        segments.add(new Segment.Speaker("assistant"));
        segments.add(new Segment.Words("I will call a tool.", true));
        segments.add(new Segment.Call(callId, "bash", "{}"));
        segments.add(new Segment.Speaker("user"));
        segments.add(new Segment.Result(callId, output));
        return this;
    }

    Performance ask() {
        return model.perform(new Prompt("m", true, true, null, null, segments), role, cache);
    }

    /// The command of the tool call that comes next, or the text that ends the turn.
    String next() {
        return switch (ask().reply().parts().getLast()) {
            case Reply.Text(String text) -> text;
            case Reply.Thinking(String text, String _) -> text;
            case Reply.ToolCall(String _, String _, String arguments, String _) ->
                schema(arguments).path("command").stringValue("");
        };
    }

    /// Lets the next tool call come back.
    Chat answer(String output) {
        return returned(((Reply.ToolCall) ask().reply().parts().getLast()).id(), output);
    }
}
