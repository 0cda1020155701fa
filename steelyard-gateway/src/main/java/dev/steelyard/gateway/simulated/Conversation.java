package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A prompt as seen by the play: which of its tool calls are this play's own, and what came of them.
///
/// Calls of other doors (an earlier turn, played behind another door) are not its own. If an agent replaces ids by
/// ones of its own making, every call counts.
final class Conversation {
    private final List<Segment> segments;
    private final List<Integer> calls = new ArrayList<>();
    private final List<Segment.Result> results = new ArrayList<>();

    Conversation(Prompt prompt, String callPrefix) {
        segments = prompt.segments();
        boolean keepsIds = segments.stream().anyMatch(Conversation::hasIdOfOurs);
        for (int i = 0; i < segments.size(); i++) {
            switch (segments.get(i)) {
                case Segment.Call call when !keepsIds || call.callId().startsWith(callPrefix) -> calls.add(i);
                case Segment.Result result
                when !keepsIds || result.callId().startsWith(callPrefix) -> results.add(result);
                case Segment _ -> {}
            }
        }
    }

    private static boolean hasIdOfOurs(Segment segment) {
        return switch (segment) {
            case Segment.Call call -> ToolCallIds.isOurs(call.callId());
            case Segment.Result result -> ToolCallIds.isOurs(result.callId());
            case Segment.Tool _, Segment.Instruction _, Segment.Speaker _, Segment.Words _, Segment.Other _ -> false;
        };
    }

    /// How many of the play's tool calls have come back.
    int results() {
        return results.size();
    }

    /// What came of the play's `count`th tool call, from 1.
    String outputOf(int count) {
        return results.get(count - 1).text();
    }

    /// The whole text of the request in which the play had `count` results: everything before the model's turn that
    /// made the next call.
    String textAfter(int count) {
        int end = segments.size();
        if (count < calls.size()) {
            end = calls.get(count);
            while (end > 0 && segments.get(end - 1).fromModel()) {
                end--;
            }
        }
        return segments.subList(0, end).stream().map(Segment::text).collect(Collectors.joining("\n"));
    }
}
