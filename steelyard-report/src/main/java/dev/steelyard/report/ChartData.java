package dev.steelyard.report;

import dev.steelyard.model.RunRecord;
import dev.steelyard.report.analysis.CellRow;
import dev.steelyard.report.analysis.Contrast;
import dev.steelyard.report.analysis.Metric;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.Scope;
import dev.steelyard.stats.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `report.js` draws: names and numbers only.
final class ChartData {
    private ChartData() {}

    static Map<String, @Nullable Object> of(RunAnalysis analysis) {
        var data = new TreeMap<String, @Nullable Object>();
        data.put("labels", Banner.labels(analysis));
        data.put("baseline", analysis.baseline());
        data.put(
                "conditions",
                analysis.experiment().conditions().stream().map(it -> it.name()).toList());
        data.put("runners", analysis.experiment().runners());
        data.put(
                "tasks",
                analysis.experiment().tasks().stream().map(it -> it.id()).toList());
        data.put(
                "metrics", Arrays.stream(Metric.values()).map(ChartData::metric).toList());
        data.put(
                "contrasts",
                analysis.contrasts().stream().map(ChartData::contrast).toList());
        data.put("cells", cells(analysis));
        return data;
    }

    private static Map<String, @Nullable Object> metric(Metric metric) {
        return Map.of("field", metric.field(), "label", metric.label(), "unit", metric.unit());
    }

    private static Map<String, @Nullable Object> contrast(Contrast contrast) {
        var data = new TreeMap<String, @Nullable Object>();
        data.put("scope", contrast.scope().label());
        data.put("pooled", contrast.scope() instanceof Scope.AllRunners);
        data.put("condition", contrast.condition());
        data.put("metric", contrast.metric().field());
        data.put("center", Json.orNull(contrast.ratio().center()));
        data.put("lo", contrast.ratio().interval().map(Interval::lo).orElse(null));
        data.put("hi", contrast.ratio().interval().map(Interval::hi).orElse(null));
        data.put("words", Figures.ratio(contrast.ratio()));
        return data;
    }

    private static List<Map<String, @Nullable Object>> cells(RunAnalysis analysis) {
        return analysis.cells().stream()
                .map(CellRow::observation)
                .flatMap(observation -> observation.stream())
                .map(ChartData::cell)
                .toList();
    }

    private static Map<String, @Nullable Object> cell(RunRecord record) {
        var data = new TreeMap<String, @Nullable Object>();
        data.put("cell", record.cellId().value());
        data.put("runner", record.runner());
        data.put("condition", record.condition());
        data.put("task", record.task());
        data.put("repetition", record.repetition());
        data.put("outcome", Json.word(record.outcome()));
        for (Metric metric : Metric.values()) {
            data.put(metric.field(), Json.orNull(metric.of(record)));
        }
        return data;
    }
}
