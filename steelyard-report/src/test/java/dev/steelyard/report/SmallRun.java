package dev.steelyard.report;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.Block;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Gate;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.Philox;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import dev.steelyard.model.UpstreamRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A run made of whole cloth, the same every time; `c1` takes about four fifths of the baseline.
///
/// [#TYPICAL] holds one of each misfortune: a timeout, a cell lost once and then observed, a cell only ever lost, a
/// cell never started, an unpriced cell, an agent error whose detail is hostile text.
public record SmallRun(
        String question,
        List<String> runners,
        List<String> conditions,
        int tasks,
        int repetitions,
        String model,
        boolean misfortunes,
        boolean synthetic,
        Function<Cell, Map<String, Delivery>> deliveries) {
    public static final String HOSTILE = "</script><b>\u001b[31mred\u001b[0m \u202Egnp.exe {{data}} `|*_~$1\u0000";

    public static final SmallRun TYPICAL = new SmallRun(
            "Do minified examples make agents faster and cheaper?",
            List.of("alpha", "beta"),
            List.of("baseline", "c1"),
            3,
            2,
            ModelRef.SIMULATED,
            true,
            false,
            SmallRun::delivery);

    public static final String TIMED_OUT = "alpha.baseline.t2.1";
    public static final String LOST_ONCE = "beta.c1.t1.1";
    public static final String LOST = "beta.c1.t3.2";
    public static final String NEVER_STARTED = "alpha.c1.t3.1";
    public static final String UNPRICED = "beta.baseline.t1.2";
    public static final String HOSTILE_CELL = "alpha.c1.t1.2";

    public SmallRun with(String otherModel, boolean drySynthetic) {
        return new SmallRun(
                question, runners, conditions, tasks, repetitions, otherModel, misfortunes, drySynthetic, deliveries);
    }

    public SmallRun healthy(List<String> arms, int taskCount, int repetitionCount) {
        return new SmallRun(
                question, runners, arms, taskCount, repetitionCount, "acme/large", false, false, deliveries);
    }

    public SmallRun asking(String words) {
        return new SmallRun(words, runners, conditions, tasks, repetitions, model, misfortunes, synthetic, deliveries);
    }

    /// @param deliveries what the record of a cell says of its changes
    public SmallRun delivering(Function<Cell, Map<String, Delivery>> deliveries) {
        return new SmallRun(
                question, runners, conditions, tasks, repetitions, model, misfortunes, synthetic, deliveries);
    }

    public PooledRun pooled() {
        var plan = plan();
        var attempts = new ArrayList<RunRecord>();
        for (Block block : plan.blocks()) {
            block.cells().forEach(cell -> attempts.addAll(attempts(block, cell)));
        }
        return new PooledRun("run-1", "5eed".repeat(16), plan, attempts, List.of(), synthetic);
    }

    private Plan plan() {
        var blocks = new ArrayList<Block>();
        int position = 1;
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (String runner : runners) {
                for (String task : taskIds()) {
                    var cells = new ArrayList<Cell>();
                    for (String condition : conditions) {
                        var id = CellId.of(runner, condition, task, repetition);
                        cells.add(new Cell(id, runner, condition, task, repetition, position++));
                    }
                    blocks.add(new Block(blocks.size() + 1, runner, task, repetition, cells));
                }
            }
        }
        return new Plan(Plan.SCHEMA_VERSION, experiment(), pins(), blocks);
    }

    private ExperimentSpec experiment() {
        return new ExperimentSpec(
                "minify",
                question,
                new Subject("subject", List.of(), List.of(), List.of()),
                List.of(new Change("T1", "Minify the examples", new Change.Edit.Overlay("t1"), List.of("**"))),
                conditions.stream()
                        .map(it -> new Condition(it, it.equals("baseline") ? List.of() : List.of("T1")))
                        .toList(),
                runners,
                new ModelRef(model),
                Simulation.DEFAULT,
                null,
                taskIds().stream()
                        .map(it -> new Task(it, "Do " + it, null, null, List.of()))
                        .toList(),
                repetitions,
                7,
                Limits.DEFAULT,
                CachePolicy.ISOLATED,
                UpstreamRules.DEFAULT,
                Gate.DEFAULT,
                AnalysisPlan.DEFAULT,
                null);
    }

    private Pins pins() {
        var versions = new java.util.TreeMap<String, Pins.RunnerPin>();
        runners.forEach(runner -> versions.put(runner, new Pins.RunnerPin("1.2.3", "d0")));
        return new Pins(Map.of("baseline", "aa11", "c1", "bb22"), Map.of(), versions);
    }

    private List<String> taskIds() {
        return IntStream.rangeClosed(1, tasks).mapToObj(i -> "t" + i).toList();
    }

    private List<RunRecord> attempts(Block block, Cell cell) {
        if (!misfortunes) {
            return List.of(record(block, cell, 1, Outcome.SOLVED));
        }
        return switch (cell.id().value()) {
            case NEVER_STARTED -> List.of();
            case LOST -> List.of(record(block, cell, 1, Outcome.INFRASTRUCTURE));
            case LOST_ONCE ->
                List.of(record(block, cell, 1, Outcome.INFRASTRUCTURE), record(block, cell, 2, Outcome.SOLVED));
            case TIMED_OUT -> List.of(record(block, cell, 1, Outcome.TIMED_OUT));
            case HOSTILE_CELL -> List.of(record(block, cell, 1, Outcome.AGENT_ERROR));
            default -> List.of(record(block, cell, 1, Outcome.SOLVED));
        };
    }

    private RunRecord record(Block block, Cell cell, int attempt, Outcome outcome) {
        double size = size(cell, attempt);
        double wall = outcome == Outcome.TIMED_OUT ? 600 : Math.round(620 * size) / 10.0;
        long fresh = Math.round(9_000 * size);
        long cached = cell.repetition() == 1 && cell.task().equals("t1") ? 0 : Math.round(31_000 * size);
        boolean unpriced = misfortunes && cell.id().value().equals(UNPRICED);
        var cost = BigDecimal.valueOf(0.08 * size).setScale(6, RoundingMode.HALF_EVEN);
        return new RunRecord(
                RunRecord.SCHEMA_VERSION,
                "run-1",
                "5eed".repeat(16),
                cell.id(),
                cell.runner(),
                "1.2.3",
                cell.condition(),
                cell.task(),
                cell.repetition(),
                attempt,
                block.index(),
                cell.position(),
                "1/1",
                "host-a",
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * cell.position()),
                outcome,
                outcome == Outcome.SOLVED ? null : "cause",
                outcome == Outcome.AGENT_ERROR ? HOSTILE : null,
                outcome == Outcome.SOLVED ? 0 : 1,
                outcome == Outcome.INFRASTRUCTURE ? null : (Boolean) (outcome == Outcome.SOLVED),
                wall,
                1.5,
                wall * 0.75,
                wall * 0.125,
                wall * 0.125,
                0.25,
                (int) Math.round(12 * size),
                fresh,
                cached,
                0,
                fresh + cached,
                Math.round(1_800 * size),
                Math.round(200 * size),
                unpriced ? null : cost,
                Map.of(),
                Map.of(),
                outcome == Outcome.INFRASTRUCTURE ? Map.of() : deliveries.apply(cell),
                model.equals(ModelRef.SIMULATED));
    }

    /// The third task leads no agent to the changed files.
    private static Map<String, Delivery> delivery(Cell cell) {
        boolean treated = !cell.condition().equals("baseline");
        return Map.of("T1", new Delivery(treated, treated && !cell.task().equals("t3") ? (Integer) 2 : null));
    }

    private static double size(Cell cell, int attempt) {
        double task = 0.6 + 0.35 * Integer.parseInt(cell.task().substring(1));
        double arm = cell.condition().equals("baseline") ? 1 : 0.8;
        double noise = new Philox(11, cell.id() + "|" + attempt, 0).nextDouble();
        return task * arm * (0.9 + 0.2 * noise);
    }
}
