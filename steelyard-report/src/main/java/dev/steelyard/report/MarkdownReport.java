package dev.steelyard.report;

import dev.steelyard.report.analysis.ArmSummary;
import dev.steelyard.report.analysis.Metric;
import dev.steelyard.report.analysis.Remark;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// `report.md`: short enough for a pull request.
public final class MarkdownReport {
    private static final List<Metric> SHOWN =
            List.of(Metric.WALL_S, Metric.TOTAL_INPUT_TOKENS, Metric.OUTPUT_TOKENS, Metric.COST_USD, Metric.CALLS);

    private final RunAnalysis analysis;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(RunAnalysis analysis) {
        this.analysis = analysis;
    }

    /// Ends with a line break.
    public static String render(RunAnalysis analysis) {
        var report = new MarkdownReport(analysis);
        report.banner();
        report.ratios();
        report.arms();
        report.arrivals();
        report.remarks();
        report.line("Plan `" + analysis.provenance().planHash() + "`, run `"
                + escaped(analysis.provenance().runId()) + "`; the page `report.html` shows every cell.");
        return report.text.toString();
    }

    private void banner() {
        line("# " + escaped(Banner.prefix(analysis) + analysis.experiment().name()));
        line("");
        line("> " + escaped(Banner.question(analysis)));
        line("");
        line(Banner.matrix(analysis) + ". " + escaped(Banner.cells(analysis)) + ".");
        line("");
    }

    private void ratios() {
        if (analysis.treatments().isEmpty()) {
            return;
        }
        line("## " + escaped(Banner.prefix(analysis)) + "Change against " + analysis.baseline());
        line("");
        line("Paired by task, 95 % intervals, failed attempts included; `~` means that no difference is shown.");
        line("");
        var header = new ArrayList<>(List.of("condition", "runner"));
        SHOWN.forEach(metric -> header.add(metric.label()));
        header.add("Success");
        table(2, header);
        for (String condition : analysis.treatments()) {
            analysis.scopes().forEach(scope -> ratioRow(condition, scope));
        }
        line("");
    }

    private void ratioRow(String condition, Scope scope) {
        var row = new ArrayList<>(List.of(condition, scope.label()));
        for (Metric metric : SHOWN) {
            row.add(analysis.contrast(scope, condition, metric)
                    .map(it -> Figures.ratio(it.ratio()))
                    .orElse(Figures.UNKNOWN));
        }
        row.add(analysis.success(scope, condition)
                .map(it -> Figures.difference(it.difference()))
                .orElse(""));
        row(row);
    }

    private void arms() {
        line("## " + escaped(Banner.prefix(analysis)) + "Medians per runner and condition");
        line("");
        line("Descriptive: compare conditions by the table above.");
        line("");
        var header = new ArrayList<>(List.of("runner", "condition", "cells", "success, mean of tasks"));
        SHOWN.forEach(metric -> header.add(metric.heading()));
        header.add("spent, all attempts");
        table(2, header);
        for (ArmSummary arm : analysis.arms()) {
            var row = new ArrayList<>(
                    List.of(arm.runner(), arm.condition(), Figures.cells(arm.accounting()), Figures.successes(arm)));
            for (Metric metric : SHOWN) {
                row.add(arm.metric(metric)
                        .map(it -> Figures.value(metric, it.median().center().orElseThrow()))
                        .orElse(Figures.UNKNOWN));
            }
            row.add(Figures.spend(arm.spend()));
            row(row);
        }
        line("");
    }

    private void arrivals() {
        if (!analysis.arrivals().isEmpty() || !analysis.selfReports().isEmpty()) {
            Arrivals.lines(analysis).forEach(it -> line("- " + escaped(Banner.prefix(analysis) + it)));
            SelfReports.lines(analysis).forEach(it -> line("- " + escaped(Banner.prefix(analysis) + it)));
            line("");
        }
    }

    private void remarks() {
        if (analysis.remarks().isEmpty()) {
            return;
        }
        line("## Warnings");
        line("");
        for (Remark remark : analysis.remarks()) {
            line("- **" + escaped(remark.where()) + "**: " + escaped(remark.what()) + " → " + escaped(remark.advice()));
        }
        line("");
    }

    private void table(int leftColumns, List<String> header) {
        row(header);
        var rules = new ArrayList<>(Collections.nCopies(leftColumns, "---"));
        rules.addAll(Collections.nCopies(header.size() - leftColumns, "--:"));
        line("| " + String.join(" | ", rules) + " |");
    }

    private void row(List<String> cells) {
        line("| "
                + String.join(" | ", cells.stream().map(MarkdownReport::escaped).toList()) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /// Text as text: no markup of it is obeyed, nor any HTML.
    private static String escaped(String text) {
        return Visible.of(text).replace("&", "&amp;").replace("<", "&lt;").replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1");
    }
}
