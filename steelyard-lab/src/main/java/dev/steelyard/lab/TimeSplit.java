package dev.steelyard.lab;

import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where a cell's wall clock went, in seconds.
///
/// @param modelS at least one call was in flight
/// @param toolS no call was, and the conversation's last answer had called a tool
record TimeSplit(double modelS, double toolS) {
    private static final double NANOS = 1e9;

    private record Span(long from, long to) {}

    static TimeSplit of(List<CallRecord> calls) {
        List<CallRecord> ordered = calls.stream()
                .filter(call -> call.kind() != CallKind.COUNT)
                .sorted(Comparator.comparingLong(CallRecord::receivedNs))
                .toList();
        List<Span> model = ordered.stream()
                .map(call -> new Span(call.receivedNs(), call.doneNs()))
                .toList();
        var either = new ArrayList<>(model);
        either.addAll(toolSpans(ordered));
        double modelS = union(model);
        return new TimeSplit(modelS, union(either) - modelS);
    }

    private static List<Span> toolSpans(List<CallRecord> ordered) {
        List<CallRecord> main =
                ordered.stream().filter(call -> call.kind() == CallKind.MAIN).toList();
        var spans = new ArrayList<Span>();
        for (int i = 0; i + 1 < main.size(); i++) {
            if (!main.get(i).toolCalls().isEmpty()
                    && main.get(i + 1).receivedNs() > main.get(i).doneNs()) {
                spans.add(new Span(main.get(i).doneNs(), main.get(i + 1).receivedNs()));
            }
        }
        return spans;
    }

    private static double union(List<Span> spans) {
        long covered = 0;
        long reached = Long.MIN_VALUE;
        for (Span span :
                spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            long from = Math.max(span.from(), reached);
            if (span.to() > from) {
                covered += span.to() - from;
                reached = span.to();
            }
        }
        return covered / NANOS;
    }
}
