package dev.steelyard.cli;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.report.Reports;
import dev.steelyard.report.SummaryJson;
import dev.steelyard.report.TextReport;
import dev.steelyard.report.analysis.Analysis;
import dev.steelyard.report.analysis.RunAnalysis;
import picocli.CommandLine.Option;

/// How a run's result is shown: the same flags on every command that shows one.
final class Output {
    @Option(names = "--json", description = "Print the result as JSON instead of a table.")
    private boolean json;

    @Option(names = "--plain", description = "Print without colour and beyond ASCII nothing.")
    private boolean plain;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result only.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /// Writes the run's files, then shows it.
    int writeAndShow(Terminal terminal, PooledRun run, RunFolder folder) {
        folder.writeRecords(run.attempts(), run.calls());
        Reports.write(run, folder.path());
        return show(terminal, run, folder);
    }

    int show(Terminal terminal, PooledRun run, RunFolder folder) {
        RunAnalysis analysis = Analysis.of(run);
        if (json) {
            terminal.out().print(SummaryJson.render(analysis));
        } else {
            terminal.out()
                    .print(TextReport.render(analysis, new TextReport.Options(plain, !plain && terminal.colour())));
        }
        if (!quiet) {
            terminal.say("report: " + folder.path().resolve("report.html"));
        }
        return run.complete() ? ExitCode.FINE : incomplete(terminal, run);
    }

    private static int incomplete(Terminal terminal, PooledRun run) {
        terminal.say(run.missing().size() + " of " + run.plan().cells().size()
                + " cells have no observation; the same command resumes");
        return ExitCode.INCOMPLETE;
    }
}
