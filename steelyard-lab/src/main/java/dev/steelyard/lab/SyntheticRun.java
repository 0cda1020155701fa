package dev.steelyard.lab;

import dev.steelyard.journal.JournalEvent;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.lab.runner.Ending;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Philox;
import dev.steelyard.model.Plan;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Records that nothing was measured for: seeded, plausible in shape, the same for every condition but for noise, and
/// labelled as synthetic in the journal. For trying out everything after the journal without spending anything.
record SyntheticRun(Plan plan, String planHash) {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int FEWEST_CALLS = 6;
    private static final int CALL_SPREAD = 4;
    private static final long FIRST_PROMPT_TOKENS = 12_000;
    private static final long TOKENS_A_TURN = 1_500;
    private static final long OUTPUT_TOKENS = 150;
    private static final double CALL_SECONDS = 1.2;
    private static final double TOOL_SECONDS = 0.3;

    void records(JournalWriter journal) {
        for (Cell cell : plan.cells()) {
            journal.append(new JournalEvent.CellStarted(cell.id(), 1, EPOCH), Durability.HANDED_OVER);
            List<CallRecord> calls = calls(cell);
            calls.forEach(call -> journal.append(new JournalEvent.CallFinished(call), Durability.HANDED_OVER));
            double seconds = calls.getLast().doneNs() / 1e9 + TOOL_SECONDS;
            Duration life = Duration.ofNanos((long) (seconds * 1e9));
            var attempted = new CellRunner.Attempted(
                    new OutcomeRule(Outcome.SOLVED, null, null),
                    new Ending(OptionalInt.of(0), false, life),
                    calls,
                    new Leavings(Map.of(), Map.of("synthetic", true)),
                    Map.of(),
                    Duration.ZERO);
            var record = new RecordOf(plan, planHash, new RecordOf.Origin("synthetic", "1/1"), cell, 1, EPOCH)
                    .ended(attempted, life);
            journal.append(new JournalEvent.CellFinished(record), Durability.HANDED_OVER);
        }
    }

    private List<CallRecord> calls(Cell cell) {
        var random = new Philox(plan.experiment().seed(), "synthetic|" + cell.id(), 0);
        var calls = new ArrayList<CallRecord>();
        int count = FEWEST_CALLS + random.below(CALL_SPREAD);
        long now = 0;
        for (int seq = 1; seq <= count; seq++) {
            double noise = Math.exp(0.2 * random.nextGaussian());
            long done = now + (long) (CALL_SECONDS * noise * 1e9);
            calls.add(call(cell, seq, now, done, Math.round(noise * OUTPUT_TOKENS), seq < count));
            now = done + (long) (TOOL_SECONDS * 1e9);
        }
        return calls;
    }

    private CallRecord call(Cell cell, int seq, long received, long done, long output, boolean tool) {
        var usage = new TokenUsage(FIRST_PROMPT_TOKENS + seq * TOKENS_A_TURN, 0, 0, output, 0);
        PriceSheet prices = plan.experiment().prices();
        BigDecimal cost = prices == null ? null : prices.cost(usage).amount();
        return new CallRecord(
                CallRecord.SCHEMA_VERSION,
                "synthetic-" + cell.id() + "-" + seq,
                cell.id(),
                1,
                seq,
                CallKind.MAIN,
                "synthetic",
                "synthetic",
                "synthetic",
                "synthetic",
                "synthetic",
                true,
                received,
                received,
                null,
                null,
                null,
                null,
                done,
                200,
                null,
                1,
                usage.freshInput(),
                0,
                0,
                0,
                output,
                0,
                "estimated",
                Map.of(),
                cost,
                tool ? List.of("bash") : List.of(),
                0,
                0,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                true);
    }
}
