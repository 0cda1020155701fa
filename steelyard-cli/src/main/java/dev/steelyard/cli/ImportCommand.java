package dev.steelyard.cli;

import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.litellm.Imported;
import dev.steelyard.journal.litellm.SpendImport;
import dev.steelyard.report.ImportReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What other tools recorded, as records of ours.
@Command(
        name = "import",
        description = "Read what another tool recorded.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "KIND")
final class ImportCommand implements Callable<Integer> {
    private ImportCommand() {}

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new ImportCommand()).addSubcommand(new LiteLlm(surroundings));
    }

    @Override
    public Integer call() {
        throw new UsageException("import what? there is: litellm");
    }

    @Command(
            name = "litellm",
            description =
                    "Read LiteLLM's spend logs: correct what is wrong with them, give each call to its cell, sum up.",
            mixinStandardHelpOptions = true)
    private static final class LiteLlm implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Logs: JSON Lines or a JSON array each.")
        private List<Path> files = List.of();

        @ArgGroup
        private @Nullable How how;

        @Option(
                names = "--out",
                paramLabel = "CALLS",
                description = "Write the calls' records here, as calls.jsonl has them.")
        private @Nullable Path out;

        @Option(names = "--json", description = "Print the sums as JSON instead of a table.")
        private boolean json;

        LiteLlm(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        /// How a call's cell is known. Without either, a key's alias is its cell.
        private static final class How {
            @Option(
                    names = "--keys",
                    paramLabel = "KEYS",
                    description = "A JSON object, key alias or hash to cell. Without it, aliases are taken for cells.")
            private @Nullable Path keys;

            @Option(
                    names = "--windows",
                    paramLabel = "WINDOWS",
                    description = "Go by time: a run folder, its cells.jsonl, or lines with cell_id, started_at and"
                            + " ended_at. Refuses cells that overlap.")
            private @Nullable Path windows;
        }

        @Override
        public Integer call() {
            if (out != null && Files.exists(out)) {
                throw new UsageException(out + " exists already");
            }
            Imported imported = SpendImport.of(files, how == null ? null : how.keys, how == null ? null : how.windows);
            if (out != null) {
                RunFolder.writeCalls(out, imported.calls());
            }
            Terminal terminal = surroundings.terminal();
            terminal.out().print(json ? ImportReport.json(imported) : ImportReport.text(imported));
            if (imported.cells().isEmpty()) {
                terminal.say("no call was given to a cell; see --keys and --windows");
                return ExitCode.INCOMPLETE;
            }
            return ExitCode.FINE;
        }
    }
}
