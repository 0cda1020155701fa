package dev.steelyard.cli;

import dev.steelyard.journal.PlanCodec;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.model.Plan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a plan's run folder lies.
///
/// @param out what the command line says, or null
/// @param dryRun a made-up run never shares a folder with a real one
record RunPlaces(@Nullable Path out, boolean dryRun) {
    private static final Path RUNS = Path.of("runs");

    RunFolder of(Plan plan) {
        if (out != null) {
            return new RunFolder(out.toAbsolutePath().normalize());
        }
        String name = PlanCodec.runId(plan) + (dryRun ? "-dry" : "");
        return new RunFolder(RUNS.toAbsolutePath().resolve(name).normalize());
    }
}
