package dev.steelyard.cli;

import dev.steelyard.journal.JournalException;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.plan.Estimate;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.model.Block;
import dev.steelyard.model.Cell;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Plan;
import dev.steelyard.report.MatrixPower;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Expands and prices the matrix; builds the conditions, spends nothing.
@Command(
        name = "plan",
        description = "Show the matrix, its order, what it will roughly cost and what it could detect. Spends nothing.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "A folder with an experiment.yaml, or the file.")
    private Path experiment = Path.of(ExperimentFile.NAME);

    @Option(names = "--json", description = "Print plan.json itself.")
    private boolean json;

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var catalog = surroundings.catalog();
        ExperimentFile file = ExperimentFile.read(experiment, catalog.names());
        Terminal terminal = surroundings.terminal();
        Plan plan = Preparation.of(file, catalog, surroundings.folders(), terminal::say)
                .plan();
        if (json) {
            terminal.out().print(new String(PlanCodec.encode(plan), StandardCharsets.UTF_8));
        } else {
            print(plan, terminal.out());
        }
        PriceNote.of(file).ifPresent(terminal::say);
        return ExitCode.FINE;
    }

    private static void print(Plan plan, PrintStream out) {
        ExperimentSpec spec = plan.experiment();
        out.println(PlanCodec.runId(plan) + ": " + spec.question());
        out.println(Matrix.of(spec) + " in " + Matrix.counted(plan.blocks().size(), "block") + ", seed " + spec.seed());
        out.println();
        out.println("model: " + spec.model().value());
        spec.conditions()
                .forEach(condition -> out.printf(
                        "condition %-14s subject %.12s   %s%n",
                        condition.name(),
                        plan.pins().subjects().get(condition.name()),
                        condition.changes().isEmpty() ? "(baseline)" : String.join(" + ", condition.changes())));
        plan.pins().runners().forEach((name, pin) -> out.printf("runner    %-14s %s%n", name, pin.version()));
        out.println();
        plan.blocks().forEach(block -> out.println(line(block)));
        out.println();
        print(Estimate.of(spec, earlier(spec.name())), out);
        MatrixPower.of(plan).describe().forEach(out::println);
    }

    private static String line(Block block) {
        return "block %3d  %-14s %-28s r%d  %s"
                .formatted(
                        block.index(),
                        block.runner(),
                        block.task(),
                        block.repetition(),
                        block.cells().stream().map(Cell::condition).collect(Collectors.joining(" → ")));
    }

    private static void print(Estimate estimate, PrintStream out) {
        out.printf(
                "estimate: %,d calls, %,d tokens in, %,d out, %s, %d min one cell at a time%n          (%s)%n",
                estimate.calls(),
                estimate.inputTokens(),
                estimate.outputTokens(),
                estimate.cost() == null
                        ? "unpriced"
                        : estimate.cost().amount().setScale(2, java.math.RoundingMode.HALF_UP) + " USD",
                Math.max(1, estimate.serial().toMinutes()),
                estimate.source());
    }

    /// The latest readable run of an experiment of that name.
    private static Optional<PooledRun> earlier(String name) {
        Path runs = Path.of("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(name + "-"))
                    .filter(folder -> Files.isRegularFile(folder.resolve(RunFolder.JOURNAL)))
                    .sorted(Comparator.comparingLong((Path folder) -> modified(folder))
                            .reversed())
                    .flatMap(folder -> pooled(folder).stream())
                    .filter(run -> !run.synthetic())
                    .findFirst();
        } catch (IOException _) {
            // An estimate is a courtesy; without the folder it rests on a guess, and says so.
            return Optional.empty();
        }
    }

    private static long modified(Path folder) {
        return folder.resolve(RunFolder.JOURNAL).toFile().lastModified();
    }

    private static Optional<PooledRun> pooled(Path folder) {
        try {
            return Optional.of(Pool.of(new RunFolder(folder)));
        } catch (JournalException _) {
            // A run of another release: of no use for an estimate.
            return Optional.empty();
        }
    }
}
