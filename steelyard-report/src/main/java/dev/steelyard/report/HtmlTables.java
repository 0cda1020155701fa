package dev.steelyard.report;

import dev.steelyard.model.CellId;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import dev.steelyard.report.analysis.ArmSummary;
import dev.steelyard.report.analysis.CellRow;
import dev.steelyard.report.analysis.Metric;
import dev.steelyard.report.analysis.MetricSummary;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.Scope;
import dev.steelyard.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tables of the page: every number that a chart shows, and more.
final class HtmlTables {
    private static final List<Metric> OF_A_CELL =
            List.of(Metric.WALL_S, Metric.TOTAL_INPUT_TOKENS, Metric.OUTPUT_TOKENS, Metric.COST_USD, Metric.CALLS);

    private final RunAnalysis analysis;

    HtmlTables(RunAnalysis analysis) {
        this.analysis = analysis;
    }

    Html ratios() {
        if (analysis.treatments().isEmpty()) {
            return Html.element("p", Html.text("There is only one condition, so there is nothing to compare."));
        }
        return analysis.treatments().stream().map(this::ratios).reduce(Html.NONE, Html::plus);
    }

    private Html ratios(String condition) {
        var header = new ArrayList<>(List.of("metric"));
        analysis.scopes().forEach(scope -> header.add(scope.label()));
        var table = new HtmlTable(
                Banner.prefix(analysis) + condition + " against " + analysis.baseline()
                        + ": change and 95 % interval; ~ no difference shown",
                1,
                header);
        for (Metric metric : Metric.values()) {
            var row = new ArrayList<>(List.of(Html.text(metric.label())));
            analysis.scopes().forEach(scope -> row.add(ratio(condition, scope, metric)));
            table.row(row);
        }
        var row = new ArrayList<>(List.of(Html.text("Success")));
        analysis.scopes().forEach(scope -> row.add(success(condition, scope)));
        table.row(row);
        return table.html();
    }

    private Html ratio(String condition, Scope scope, Metric metric) {
        return analysis.contrast(scope, condition, metric)
                .map(it -> Html.withClass("span", tone(it.ratio()), Html.text(Figures.ratio(it.ratio()))))
                .orElse(Html.text(Figures.UNKNOWN));
    }

    private static String tone(Estimate ratio) {
        if (!ratio.excludes(1)) {
            return "unclear";
        }
        return ratio.center().orElseThrow() < 1 ? "less" : "more";
    }

    private Html success(String condition, Scope scope) {
        return analysis.success(scope, condition)
                .map(it -> Html.text(Figures.difference(it.difference())))
                .orElse(Html.NONE);
    }

    Html arms() {
        var header = new ArrayList<>(List.of("runner", "condition", "cells", "success, mean of tasks"));
        for (Metric metric : Metric.values()) {
            header.add(metric.heading());
        }
        header.add("spent, all attempts");
        var table = new HtmlTable(
                Banner.prefix(analysis) + "Median over observed cells (" + MetricSummary.INTERVAL
                        + "), Harrell–Davis p95, maximum",
                2,
                header);
        analysis.arms().forEach(arm -> table.row(arm(arm)));
        return table.html();
    }

    private static List<Html> arm(ArmSummary arm) {
        var row = new ArrayList<>(List.of(
                Html.text(arm.runner()),
                Html.text(arm.condition()),
                Html.text(Figures.cells(arm.accounting())),
                Html.text(Figures.counted(arm))
                        .plus(Html.element(
                                "small",
                                Html.text(arm.success().map(Figures::share).orElse(""))))));
        for (Metric metric : Metric.values()) {
            row.add(arm.metric(metric).map(HtmlTables::summary).orElse(Html.text(Figures.UNKNOWN)));
        }
        row.add(Html.text(Figures.spend(arm.spend())));
        return row;
    }

    private static Html summary(MetricSummary summary) {
        var metric = summary.metric();
        String interval = summary.median()
                .interval()
                .map(it -> Figures.interval(metric, it))
                .orElse("no interval");
        return Html.joined(
                Html.text(Figures.value(metric, summary.median().center().orElseThrow())),
                Html.element("small", Html.text(interval)),
                Html.element("small", Html.text("p95 " + Figures.value(metric, summary.p95()))),
                Html.element("small", Html.text("max " + Figures.value(metric, summary.max()))));
    }

    Html cells() {
        var header = new ArrayList<>(List.of("cell", "outcome"));
        OF_A_CELL.forEach(metric -> header.add(metric.heading()));
        header.add("attempts");
        var table = new HtmlTable(Banner.prefix(analysis) + "Every planned cell, in planned order", 2, header);
        analysis.cells().forEach(cell -> table.row(cell(cell)));
        return table.html();
    }

    private static List<Html> cell(CellRow cell) {
        var id = cell.cell().id();
        var row = new ArrayList<>(List.of(
                cell.observation().map(it -> folder(id, it, id.value())).orElse(Html.text(id.value())),
                cell.observation().map(HtmlTables::outcome).orElseGet(() -> missing(cell))));
        for (Metric metric : OF_A_CELL) {
            row.add(Html.text(
                    cell.observation().isEmpty()
                            ? ""
                            : metric.of(cell.observation().get()).stream()
                                    .mapToObj(value -> Figures.value(metric, value))
                                    .findFirst()
                                    .orElse("unpriced")));
        }
        row.add(cell.attempts().stream()
                .map(it -> folder(id, it, Integer.toString(it.attempt())).plus(Html.text(" ")))
                .reduce(Html.NONE, Html::plus));
        return row;
    }

    private static Html folder(CellId id, RunRecord attempt, String words) {
        return Html.link("cells/" + id + "/" + attempt.attempt() + "/", Html.text(words));
    }

    private static Html outcome(RunRecord record) {
        String word = record.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String tone = record.outcome() == Outcome.SOLVED ? "outcome-solved" : "outcome-other";
        Html badge = Html.withClass("span", tone, Html.text(word));
        String why = record.detail() != null ? record.detail() : record.cause();
        return why == null ? badge : badge.plus(Html.element("small", Html.text(why)));
    }

    private static Html missing(CellRow cell) {
        Html badge = Html.withClass("span", "missing", Html.text("missing"));
        return cell.attempts().isEmpty()
                ? badge
                : badge.plus(Html.element("small", Html.text("every attempt was lost to infrastructure")));
    }
}
