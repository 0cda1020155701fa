package dev.steelyard.report;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.report.analysis.Analysis;
import dev.steelyard.report.analysis.RunAnalysis;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The report files of a run folder: `summary.json`, `report.md`, `report.html`.
public final class Reports {
    private Reports() {}

    /// Each file appears whole or not at all; an older one is replaced.
    ///
    /// @param folder the run folder, which must exist
    /// @return what was written, for whoever goes on to print it
    /// @throws dev.steelyard.journal.JournalException if a file cannot be written
    public static RunAnalysis write(PooledRun run, Path folder) {
        var analysis = Analysis.of(run);
        replace(folder.resolve("summary.json"), SummaryJson.render(analysis));
        replace(folder.resolve("report.md"), MarkdownReport.render(analysis));
        replace(folder.resolve("report.html"), HtmlReport.render(analysis));
        return analysis;
    }

    private static void replace(Path file, String text) {
        RunFolder.writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
