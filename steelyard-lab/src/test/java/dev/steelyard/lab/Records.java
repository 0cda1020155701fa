package dev.steelyard.lab;

import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records for tests.
final class Records {
    private Records() {}

    static CallRecord refused(int status, CallError error) {
        return call(CallKind.MAIN, 0, 1, status, error);
    }

    static CallRecord call(CallKind kind, long receivedNs, long doneNs, @Nullable CallError error, String... tools) {
        return call(kind, receivedNs, doneNs, error == null ? 200 : 500, error, tools);
    }

    private static CallRecord call(
            CallKind kind, long receivedNs, long doneNs, int status, @Nullable CallError error, String... tools) {
        return new CallRecord(
                CallRecord.SCHEMA_VERSION,
                "call-1",
                new CellId("reference.baseline.task.1"),
                1,
                1,
                kind,
                "anthropic-messages",
                "simulated",
                "simulated",
                "asked",
                "served",
                true,
                receivedNs,
                null,
                null,
                null,
                null,
                null,
                doneNs,
                status,
                error,
                1,
                10,
                0,
                0,
                0,
                5,
                0,
                "exact",
                Map.of(),
                null,
                List.of(tools),
                100,
                100,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                true);
    }
}
