package dev.steelyard.report;

import dev.steelyard.report.analysis.Provenance;
import dev.steelyard.report.analysis.Remark;
import dev.steelyard.report.analysis.RunAnalysis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `report.html`: one file that needs no network and may use none. The tables are in the page itself; the charts are
/// drawn from the same numbers by the bundled libraries and are not needed to read it.
public final class HtmlReport {
    private final RunAnalysis analysis;

    private HtmlReport(RunAnalysis analysis) {
        this.analysis = analysis;
    }

    public static String render(RunAnalysis analysis) {
        return new HtmlReport(analysis).page();
    }

    private String page() {
        var slots = new HashMap<String, Html>();
        slots.putAll(scripts());
        slots.put("style", new Html(Page.resource("report.css")));
        slots.put("data", new Html(Json.forScript(ChartData.of(analysis))));
        slots.put("name", Html.text(analysis.experiment().name()));
        slots.put("question", Html.text(analysis.experiment().question()));
        slots.put("labels", labels());
        slots.put("matrix", Html.text(Banner.matrix(analysis)));
        slots.put("cell_account", Html.text(Banner.cells(analysis)));
        slots.put("conditions", conditions());
        var tables = new HtmlTables(analysis);
        slots.put("ratios", tables.ratios());
        slots.put("arms", tables.arms());
        slots.put("delivery", Arrivals.html(analysis));
        slots.put("cells", tables.cells());
        slots.put("warnings", warnings());
        slots.put("provenance", provenance(analysis.provenance()));
        return Page.fill(Page.resource("report.template.html"), slots);
    }

    private static Map<String, Html> scripts() {
        var slots = new HashMap<String, Html>();
        var names = Map.of("d3", "d3.min.js", "plot", "plot.umd.min.js", "script", "report.js");
        names.forEach((slot, file) -> slots.put(slot, new Html(Page.resource(file))));
        slots.put(
                "script_hashes",
                new Html(names.keySet().stream()
                        .sorted()
                        .map(slot -> Page.scriptHash(Page.resource(names.getOrDefault(slot, ""))))
                        .collect(Collectors.joining(" "))));
        return slots;
    }

    private Html labels() {
        return Banner.labels(analysis).stream()
                .map(label -> Html.withClass("span", "badge", Html.text(label)))
                .reduce(Html.NONE, Html::plus);
    }

    private Html conditions() {
        Html list = Html.NONE;
        for (var condition : analysis.experiment().conditions()) {
            String changes = condition.changes().isEmpty()
                    ? "the subject as it is"
                    : condition.changes().stream().map(this::title).collect(Collectors.joining("; "));
            list = list.plus(Html.element("dt", Html.text(condition.name())))
                    .plus(Html.element("dd", Html.text(changes)));
        }
        return Html.element("dl", list);
    }

    private String title(String change) {
        return analysis.experiment()
                .change(change)
                .map(it -> change + " " + it.title())
                .orElse(change);
    }

    private Html warnings() {
        if (analysis.remarks().isEmpty()) {
            return Html.element("p", Html.text("None."));
        }
        Html list = Html.NONE;
        for (Remark remark : analysis.remarks()) {
            list = list.plus(Html.element(
                    "li",
                    Html.element("strong", Html.text(remark.where())),
                    Html.text(": " + remark.what()),
                    Html.withClass("span", "advice", Html.text(" → " + remark.advice()))));
        }
        return Html.element("ul", list);
    }

    private static Html provenance(Provenance provenance) {
        Html list = fact("run", provenance.runId())
                .plus(fact("plan hash", provenance.planHash()))
                .plus(fact("model", provenance.model()))
                .plus(fact("seed", Long.toString(provenance.seed())))
                .plus(fact("hosts", String.join(", ", provenance.hosts())));
        for (var runner : provenance.runners().entrySet()) {
            list = list.plus(fact("runner " + runner.getKey(), String.join(", ", runner.getValue())));
        }
        for (var subject : provenance.subjects().entrySet()) {
            list = list.plus(fact("subject at " + subject.getKey(), subject.getValue()));
        }
        return Html.withClass("dl", "facts", list);
    }

    private static Html fact(String name, String value) {
        return List.of(Html.element("dt", Html.text(name)), Html.element("dd", Html.text(value))).stream()
                .reduce(Html.NONE, Html::plus);
    }
}
