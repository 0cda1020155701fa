package dev.steelyard.journal;

import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.Block;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.FrameGaps;
import dev.steelyard.model.Gate;
import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Plan;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.PromptPart;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Trajectory;
import dev.steelyard.model.UpstreamRules;
import dev.steelyard.model.UpstreamTry;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One small run: a plan of two blocks, and records in which every field is told apart from its neighbours.
final class Samples {
    static final Instant START = Instant.parse("2026-03-01T09:00:00.123456789Z");
    static final CellId CELL = CellId.of("claude-code", "lean", "fix-typo", 1);
    static final String HASH = "ab".repeat(32);

    private Samples() {}

    static Plan plan() {
        return new Plan(Plan.SCHEMA_VERSION, experiment(), pins(), List.of(block(1), block(2)));
    }

    private static Block block(int repetition) {
        var cells = new ArrayList<Cell>();
        for (String condition : List.of("lean", "baseline")) {
            CellId id = CellId.of("claude-code", condition, "fix-typo", repetition);
            int position = 2 * repetition - 1 + cells.size();
            cells.add(new Cell(id, "claude-code", condition, "fix-typo", repetition, position));
        }
        return new Block(repetition, "claude-code", "fix-typo", repetition, cells);
    }

    private static ExperimentSpec experiment() {
        return new ExperimentSpec(
                "lean-help",
                "Does \"shorter\" help save tokens? Größe, 大きさ, 📏",
                new Subject("kit", List.of("npm", "ci"), List.of("bin"), List.of("AGENTS.md")),
                List.of(
                        new Change("T1", "Shorter help", new Change.Edit.Overlay("changes/t1"), List.of("docs/*.md")),
                        new Change("T5", "T5", new Change.Edit.Command(List.of("sh", "fix.sh")), List.of("bin/*"))),
                List.of(new Condition("baseline", List.of()), new Condition("lean", List.of("T1", "T5"))),
                List.of("claude-code"),
                new ModelRef(ModelRef.SIMULATED),
                new Simulation(250.5, 0, 0.1),
                new PriceSheet(usd("3.00"), usd("0.30"), usd("3.75"), usd("15")),
                List.of(new Task("fix-typo", "Fix it.\n", "fixture", trajectory(), List.of("README.md"))),
                2,
                Long.MIN_VALUE,
                new Limits(Duration.ofSeconds(90), 50, 5_000_000_000L, new Usd(usd("0.50")), null, 1 << 20),
                CachePolicy.AS_SENT,
                new UpstreamRules(4, Duration.ofMillis(1500), HostedToolRule.ALLOW),
                new Gate(2, 0.8),
                new AnalysisPlan("wall_s", 0.05, inReverse(Map.of("success", 0.1, "rubric", 0.02))),
                null);
    }

    private static Trajectory trajectory() {
        return new Trajectory(List.of(
                new Trajectory.Run("ls", "Looking."),
                new Trajectory.Write("docs/a.md", "", null),
                new Trajectory.Branch(
                        new Trajectory.Chance(0.5),
                        List.of(new Trajectory.Branch(
                                new Trajectory.OutputHas(Pattern.compile("tp[y]o")),
                                List.of(new Trajectory.Run("true", null)),
                                List.of())),
                        List.of(new Trajectory.Branch(
                                new Trajectory.PromptHas(Pattern.compile("(?i)typo")),
                                List.of(),
                                List.of(new Trajectory.Say("Not asked."))))),
                new Trajectory.Say("Done.")));
    }

    private static Pins pins() {
        return new Pins(
                inReverse(Map.of("baseline", "b0".repeat(32), "lean", "1e".repeat(32))),
                Map.of("fix-typo", "f1".repeat(32)),
                Map.of("claude-code", new Pins.RunnerPin("2.0.1", "cc".repeat(32))),
                new Pins.PricePin(
                        "b00c".repeat(16),
                        "anthropic/claude-sonnet-4-5",
                        LocalDate.of(2025, 9, 29),
                        "https://example.org/pricing"));
    }

    /// An order of insertion that is not the order of the alphabet.
    private static <V> Map<String, V> inReverse(Map<String, V> map) {
        var reversed = new LinkedHashMap<String, V>();
        map.keySet().stream()
                .sorted(java.util.Comparator.reverseOrder())
                .forEach(key -> reversed.put(key, map.get(key)));
        return reversed;
    }

    /// A solved, priced attempt.
    static RunRecord solved(CellId cell, int attempt) {
        return record(cell, attempt, Outcome.SOLVED, new BigDecimal("0.0123"));
    }

    /// An attempt that the harness or the provider spoiled.
    static RunRecord infrastructure(CellId cell, int attempt) {
        return record(cell, attempt, Outcome.INFRASTRUCTURE, null);
    }

    private static RunRecord record(CellId cell, int attempt, Outcome outcome, @Nullable BigDecimal costUsd) {
        String[] parts = cell.value().split("\\.", -1);
        boolean solved = outcome == Outcome.SOLVED;
        return new RunRecord(
                RunRecord.SCHEMA_VERSION,
                "lean-help-ababababcdef",
                HASH,
                cell,
                parts[0],
                "2.0.1",
                parts[1],
                parts[2],
                Integer.parseInt(parts[3]),
                attempt,
                1,
                2,
                "1/1",
                "build-7",
                START,
                outcome,
                solved ? null : "provider_overloaded",
                solved ? null : "529 for ten minutes",
                solved ? 0 : null,
                solved ? true : null,
                12.5,
                1.25,
                8.125,
                3.0,
                1.375,
                0.0625,
                3,
                1000,
                2000,
                300,
                3300,
                400,
                50,
                costUsd,
                Map.of("cost_usd", new BigDecimal("0.02"), "calls", 2),
                Map.of("rubric", new BigDecimal("0.9"), "tests", true),
                Map.of("T1", new Delivery(true, 2), "T5", new Delivery(true, null)),
                true);
    }

    /// A call that went through.
    static CallRecord answered(CellId cell, int attempt, int seq) {
        return call(cell, attempt, seq, 200, null, new BigDecimal("0.004100"), 140L);
    }

    /// A call that the provider refused.
    static CallRecord refused(CellId cell, int attempt, int seq) {
        var error = new CallError("provider", "overloaded", "try \"later\"\n");
        return call(cell, attempt, seq, 529, error, null, null);
    }

    private static CallRecord call(
            CellId cell,
            int attempt,
            int seq,
            int status,
            @Nullable CallError error,
            @Nullable BigDecimal costUsd,
            @Nullable Long firstByteNs) {
        var usage = new LinkedHashMap<String, Object>();
        usage.put("output_tokens", 40);
        usage.put("input_tokens", 100);
        return new CallRecord(
                CallRecord.SCHEMA_VERSION,
                "call-" + seq,
                cell,
                attempt,
                seq,
                CallKind.MAIN,
                "anthropic-messages",
                "openai-chat",
                "translated",
                "claude-sonnet-4-5",
                "gpt-5",
                true,
                100,
                110L,
                120L,
                firstByteNs,
                firstByteNs,
                firstByteNs,
                170,
                status,
                error,
                2,
                100,
                200,
                30,
                10,
                40,
                5,
                "exact",
                usage,
                costUsd,
                List.of("Bash", "Edit"),
                4096,
                8192,
                List.of("cache_control"),
                tries(status, error),
                error == null ? "end_turn" : null,
                List.of(new PromptPart("system", "", 130), new PromptPart("result", "Bash: cat a.md", 200)),
                error == null ? new FrameGaps(12, 20_000, 41_000, 60_250) : null,
                true);
    }

    private static List<UpstreamTry> tries(int status, @Nullable CallError error) {
        var overloaded = new CallError("provider", "overloaded", "try later");
        return List.of(
                new UpstreamTry(110, 115, 529, overloaded, "req_a", 1500L, TokenUsage.ZERO),
                new UpstreamTry(116, 170, status, error, null, null, new TokenUsage(100, 200, 30, 10, 40, 5)));
    }

    static JournalEvent.RunStarted runStarted() {
        return new JournalEvent.RunStarted(
                JournalEvent.SCHEMA_VERSION, "lean-help-ababababcdef", HASH, START, "0.1.0", "build-7", "1/1", false);
    }

    /// Every kind of event, in the order of a run that was taken up once.
    static List<JournalEvent> events() {
        return List.of(
                runStarted(),
                new JournalEvent.CellStarted(CELL, 1, START.plusSeconds(1)),
                new JournalEvent.CallFinished(refused(CELL, 1, 1)),
                new JournalEvent.CellFinished(infrastructure(CELL, 1)),
                new JournalEvent.CellStarted(CELL, 2, START.plusSeconds(60)),
                new JournalEvent.CallFinished(answered(CELL, 2, 1)),
                new JournalEvent.CellFinished(solved(CELL, 2)),
                new JournalEvent.RunEnded(START.plusSeconds(120), false));
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
