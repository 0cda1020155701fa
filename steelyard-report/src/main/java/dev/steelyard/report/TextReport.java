package dev.steelyard.report;

import dev.steelyard.report.analysis.ArmSummary;
import dev.steelyard.report.analysis.Contrast;
import dev.steelyard.report.analysis.Metric;
import dev.steelyard.report.analysis.MetricSummary;
import dev.steelyard.report.analysis.Remark;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.Scope;
import dev.steelyard.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The report for a terminal: what was asked, a row per arm, the paired ratios, the warnings.
public final class TextReport {
    /// More would not fit a terminal of 100 columns.
    private static final int SCOPES_A_TABLE = 3;

    private static final List<Metric> SHOWN = List.of(
            Metric.WALL_S,
            Metric.MODEL_S,
            Metric.TOTAL_INPUT_TOKENS,
            Metric.CACHE_READ_TOKENS,
            Metric.OUTPUT_TOKENS,
            Metric.COST_USD,
            Metric.CALLS);

    private static final List<Metric> SPREAD = List.of(
            Metric.WALL_S, Metric.TOTAL_INPUT_TOKENS, Metric.CACHE_READ_TOKENS, Metric.OUTPUT_TOKENS, Metric.COST_USD);

    private final RunAnalysis analysis;
    private final Options options;
    private final StringBuilder text = new StringBuilder();

    private TextReport(RunAnalysis analysis, Options options) {
        this.analysis = analysis;
        this.options = options;
    }

    /// @param ascii whether to keep to ASCII, for terminals and logs that garble the rest
    /// @param colour whether ANSI escapes mark better and worse
    public record Options(boolean ascii, boolean colour) {
        public static final Options PLAIN = new Options(false, false);
    }

    /// Ends with a line break.
    public static String render(RunAnalysis analysis, Options options) {
        var report = new TextReport(analysis, options);
        report.banner();
        report.arms();
        report.spread();
        report.arrivals();
        analysis.treatments().forEach(report::ratios);
        report.remarks();
        return options.ascii() ? ascii(report.text.toString()) : report.text.toString();
    }

    private void banner() {
        if (!Banner.labels(analysis).isEmpty()) {
            String labels = String.join(" - ", Banner.labels(analysis));
            line(options.colour() ? Ansi.BOLD_YELLOW.mark(labels) : labels);
        }
        line(Visible.of(analysis.experiment().name()) + ": " + Banner.question(analysis));
        line(Banner.matrix(analysis));
        line(Banner.cells(analysis));
    }

    private void arms() {
        var header = new ArrayList<>(List.of("runner", "condition", "cells", "success, mean of tasks"));
        SHOWN.forEach(metric -> header.add(metric.field()));
        header.add("spent");
        var table = new TextTable(2, header);
        for (ArmSummary arm : analysis.arms()) {
            var row = new ArrayList<>(
                    List.of(arm.runner(), arm.condition(), Figures.cells(arm.accounting()), Figures.successes(arm)));
            SHOWN.forEach(metric -> row.add(median(arm, metric)));
            row.add(Figures.spend(arm.spend()));
            table.row(row);
        }
        line("");
        line(Banner.prefix(analysis) + "medians over observed cells; compare conditions by the ratios below");
        table.lines().forEach(this::line);
    }

    /// Median, its interval and p95, a row per arm: what the medians above leave out.
    private void spread() {
        var header = new ArrayList<>(List.of("runner", "condition"));
        SPREAD.forEach(metric -> header.add(metric.field()));
        var table = new TextTable(2, header);
        for (ArmSummary arm : analysis.arms()) {
            var row = new ArrayList<>(List.of(arm.runner(), arm.condition()));
            SPREAD.forEach(
                    metric -> row.add(arm.metric(metric).map(TextReport::spread).orElse(Figures.UNKNOWN)));
            table.row(row);
        }
        line("");
        line(Banner.prefix(analysis) + "95 % bootstrap interval of the median; p95 (Harrell-Davis)");
        table.lines().forEach(this::line);
    }

    private void arrivals() {
        if (!analysis.arrivals().isEmpty() || !analysis.selfReports().isEmpty()) {
            line("");
            Arrivals.lines(analysis).forEach(it -> line(Banner.prefix(analysis) + it));
            SelfReports.lines(analysis).forEach(it -> line(Banner.prefix(analysis) + it));
        }
    }

    private static String spread(MetricSummary summary) {
        String interval = summary.median()
                .interval()
                .map(it -> Figures.interval(summary.metric(), it))
                .orElse("no interval");
        return interval + "; " + Figures.value(summary.metric(), summary.p95());
    }

    private static String median(ArmSummary arm, Metric metric) {
        return arm.metric(metric)
                .map(it -> Figures.value(metric, it.median().center().orElseThrow()))
                .orElse(Figures.UNKNOWN);
    }

    private void ratios(String condition) {
        var scopes = analysis.scopes();
        for (int from = 0; from < scopes.size(); from += SCOPES_A_TABLE) {
            var some = scopes.subList(from, Math.min(scopes.size(), from + SCOPES_A_TABLE));
            line("");
            line(Banner.prefix(analysis) + condition + " vs " + analysis.baseline()
                    + ", paired by task, 95 % intervals; ~ no difference shown");
            ratioTable(condition, some).lines().forEach(this::line);
        }
    }

    private TextTable ratioTable(String condition, List<Scope> scopes) {
        var header = new ArrayList<>(List.of("metric"));
        scopes.forEach(scope -> header.add(scope.label()));
        var table = new TextTable(1, header);
        for (Metric metric : Metric.values()) {
            var row = new ArrayList<>(List.of(metric.field()));
            scopes.forEach(scope -> row.add(ratio(analysis.contrast(scope, condition, metric))));
            table.row(row);
        }
        var row = new ArrayList<>(List.of("success"));
        scopes.forEach(scope -> row.add(analysis.success(scope, condition)
                .map(it -> Figures.difference(it.difference()))
                .orElse("")));
        table.row(row);
        return table;
    }

    private String ratio(Optional<Contrast> contrast) {
        return contrast.map(Contrast::ratio).map(this::ratio).orElse(Figures.UNKNOWN);
    }

    private String ratio(Estimate ratio) {
        String words = Figures.ratio(ratio);
        return options.colour() ? Ansi.ratio(ratio, words) : words;
    }

    private void remarks() {
        if (!analysis.remarks().isEmpty()) {
            line("");
            line("Warnings");
        }
        for (Remark remark : analysis.remarks()) {
            line("  " + remark.where() + ": " + remark.what());
            line("    -> " + remark.advice());
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String ascii(String text) {
        return text.replace("−", "-")
                .replace("…", "..")
                .replace("×", "x")
                .replace("≥", ">=")
                .codePoints()
                .mapToObj(point -> point < 128 ? Character.toString(point) : "?")
                .collect(Collectors.joining());
    }
}
