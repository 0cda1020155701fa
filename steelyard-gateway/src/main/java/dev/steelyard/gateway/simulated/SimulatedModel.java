package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import dev.steelyard.gateway.dialect.Segment;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Trajectory.Branch;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import dev.steelyard.model.Trajectory.Step;
import dev.steelyard.model.Trajectory.Write;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers prompts by playing a [Role]. Input tokens are the sum over the prompt's segments (the rule is at [Prompt]);
/// output tokens are those of the reply's texts, tool names and arguments.
public final class SimulatedModel {
    private static final String SIDE_TEXT = "Simulated";
    private static final String CLOSING_TEXT = "Done.";
    private static final String NO_SHELL = "No shell tool is on offer, so the next step cannot be taken.";

    private final Tokenizer tokenizer = new Tokenizer();

    public long countInput(Prompt prompt) {
        return prompt.segments().stream()
                .mapToLong(segment -> tokenizer.count(segment.text()))
                .sum();
    }

    /// A request without tools is a side call: it gets a short text, or values that fit its output schema.
    public Performance perform(Prompt prompt, Role role, PrefixCache cache) {
        if (prompt.tools().isEmpty()) {
            return score(CallKind.SIDE, side(prompt, role), null, prompt, Pace.of(role, "side"), cache);
        }
        var conversation = new Conversation(prompt, role.callPrefix());
        Step step = Walk.next(role, conversation);
        String callId = role.callPrefix() + (conversation.results() + 1);
        Optional<Reply> reply = reply(step, callId, new Toolbox(prompt.tools(), role.workingDirectory()));
        CallError error = reply.isPresent() ? null : new CallError("gateway", "no_shell_tool", NO_SHELL);
        Pace pace = Pace.of(role, Integer.toString(conversation.results()));
        return score(CallKind.MAIN, reply.orElse(Reply.text(NO_SHELL)), error, prompt, pace, cache);
    }

    private static Reply side(Prompt prompt, Role role) {
        return prompt.outputSchema() == null
                ? Reply.text(SIDE_TEXT)
                : Reply.text(Json.compact(
                        new Filler(role.workingDirectory()).complete(Json.object(), prompt.outputSchema())));
    }

    /// Empty if the request offers no tool for the step.
    private static Optional<Reply> reply(@Nullable Step step, String callId, Toolbox tools) {
        return switch (step) {
            case null -> Optional.of(Reply.text(CLOSING_TEXT));
            case Say(String text) -> Optional.of(Reply.text(text));
            case Run(String command, String say) -> tools.run(command).map(use -> call(say, callId, use));
            case Write(String path, String content, String say) ->
                tools.write(path, content).map(use -> call(say, callId, use));
            case Branch _ -> throw new IllegalStateException("a walk ends at a step that is not a branch");
        };
    }

    private static Reply call(@Nullable String say, String callId, Toolbox.Use use) {
        var call = new ToolCall(callId, use.tool(), use.arguments());
        return new Reply(say == null ? List.of(call) : List.of(new Text(say), call), StopReason.TOOL_USE);
    }

    private Performance score(
            CallKind kind, Reply reply, @Nullable CallError error, Prompt prompt, Pace pace, PrefixCache cache) {
        int[] input = prompt.segments().stream()
                .map(Segment::text)
                .map(tokenizer::tokens)
                .flatMapToInt(IntStream::of)
                .toArray();
        int cached = cache.read(input);
        var usage = new TokenUsage(input.length - cached, cached, 0, countOutput(reply), 0);
        return new Performance(kind, reply, usage, error, Score.of(reply, usage, pace, tokenizer));
    }

    private long countOutput(Reply reply) {
        return reply.parts().stream()
                .flatMap(part -> switch (part) {
                    case Text(String text) -> Stream.of(text);
                    case Reply.Thinking(String text, String _) -> Stream.of(text);
                    case ToolCall(String _, String name, String arguments, String _) -> Stream.of(name, arguments);
                })
                .mapToLong(tokenizer::count)
                .sum();
    }
}
