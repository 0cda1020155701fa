package dev.steelyard.report;

import dev.steelyard.report.analysis.Accounting;
import dev.steelyard.report.analysis.ArmSummary;
import dev.steelyard.report.analysis.Contrast;
import dev.steelyard.report.analysis.MetricSummary;
import dev.steelyard.report.analysis.Provenance;
import dev.steelyard.report.analysis.Remark;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.Scope;
import dev.steelyard.report.analysis.Spend;
import dev.steelyard.stats.Estimate;
import dev.steelyard.stats.Interval;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `summary.json`: the analysis for programs; `docs/formats/summary.md` describes it. Byte for byte the same for the
/// same run: keys sorted, numbers at 12 significant digits, null for what cannot be estimated.
public final class SummaryJson {
    public static final int SCHEMA_VERSION = 1;

    private SummaryJson() {}

    /// Ends with a line break.
    public static String render(RunAnalysis analysis) {
        return Json.pretty(document(analysis)) + "\n";
    }

    static Map<String, @Nullable Object> document(RunAnalysis analysis) {
        var document = new TreeMap<String, @Nullable Object>();
        document.put("schema_version", SCHEMA_VERSION);
        document.put("experiment", analysis.experiment().name());
        document.put("question", analysis.experiment().question());
        document.put("baseline", analysis.baseline());
        document.put("simulated", analysis.simulated());
        document.put("synthetic", analysis.synthetic());
        document.put("confidence", RunAnalysis.CONFIDENCE);
        document.put("provenance", provenance(analysis.provenance()));
        document.put("cells", accounting(analysis.accounting()));
        document.put("spend", spend(analysis.spend()));
        document.put(
                "arms", analysis.arms().stream().map(arm -> arm(analysis, arm)).toList());
        document.put(
                "delivery", analysis.arrivals().stream().map(Arrivals::json).toList());
        document.put(
                "self_reports",
                analysis.selfReports().stream().map(SelfReports::json).toList());
        document.put(
                "contrasts",
                analysis.contrasts().stream().map(it -> contrast(analysis, it)).toList());
        document.put(
                "success_differences",
                analysis.successes().stream()
                        .map(it -> labelled(analysis, it.scope(), it.condition(), it.baseline(), it.difference()))
                        .toList());
        document.put(
                "warnings", analysis.remarks().stream().map(SummaryJson::remark).toList());
        return document;
    }

    private static Map<String, @Nullable Object> provenance(Provenance provenance) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("run_id", provenance.runId());
        json.put("plan_hash", provenance.planHash());
        json.put("model", provenance.model());
        json.put("seed", provenance.seed());
        json.put("runners", provenance.runners());
        json.put("subjects", provenance.subjects());
        json.put("hosts", provenance.hosts());
        return json;
    }

    private static Map<String, @Nullable Object> accounting(Accounting accounting) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("planned", accounting.planned());
        json.put("observed", accounting.observed());
        json.put("missing", accounting.missing());
        json.put("attempts", accounting.attempts());
        json.put("infrastructure_attempts", accounting.infrastructure());
        json.put("timed_out", accounting.timedOut());
        return json;
    }

    private static Map<String, @Nullable Object> spend(Spend spend) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("usd_all_attempts", spend.usd());
        json.put("unpriced_attempts", spend.unpricedAttempts());
        return json;
    }

    private static Map<String, @Nullable Object> arm(RunAnalysis analysis, ArmSummary arm) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("runner", arm.runner());
        json.put("condition", arm.condition());
        json.put("simulated", analysis.simulated());
        json.put("synthetic", analysis.synthetic());
        json.put("cells", accounting(arm.accounting()));
        json.put("spend", spend(arm.spend()));
        json.put("successes", arm.successes());
        json.put("success", arm.success().map(SummaryJson::estimate).orElse(null));
        var metrics = new TreeMap<String, @Nullable Object>();
        arm.metrics().forEach(it -> metrics.put(it.metric().field(), metric(it)));
        json.put("metrics", metrics);
        return json;
    }

    private static Map<String, @Nullable Object> metric(MetricSummary summary) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("unit", summary.metric().unit());
        json.put("n", summary.n());
        json.put("median", estimate(summary.median()));
        json.put("median_interval_is", MetricSummary.INTERVAL);
        json.put("p95_harrell_davis", summary.p95());
        json.put("max", summary.max());
        json.put("total", summary.total());
        return json;
    }

    private static Map<String, @Nullable Object> contrast(RunAnalysis analysis, Contrast contrast) {
        var json = labelled(analysis, contrast.scope(), contrast.condition(), contrast.baseline(), contrast.ratio());
        json.put("metric", contrast.metric().field());
        json.put("observations_without_value", contrast.unvalued());
        return json;
    }

    private static Map<String, @Nullable Object> labelled(
            RunAnalysis analysis, Scope scope, String condition, String baseline, Estimate estimate) {
        var json = estimate(estimate);
        json.put("runner", runner(scope).orElse(null));
        json.put("scope", scope.label());
        json.put("condition", condition);
        json.put("baseline", baseline);
        json.put("simulated", analysis.simulated());
        json.put("synthetic", analysis.synthetic());
        return json;
    }

    private static Optional<String> runner(Scope scope) {
        return switch (scope) {
            case Scope.Runner(String name) -> Optional.of(name);
            case Scope.AllRunners _ -> Optional.empty();
        };
    }

    private static Map<String, @Nullable Object> estimate(Estimate estimate) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("center", Json.orNull(estimate.center()));
        json.put("lo", estimate.interval().map(Interval::lo).orElse(null));
        json.put("hi", estimate.interval().map(Interval::hi).orElse(null));
        json.put("confidence", estimate.interval().map(Interval::confidence).orElse(null));
        json.put("standard_error", Json.orNull(estimate.standardError()));
        json.put("df", Json.orNull(estimate.df()));
        json.put("p", Json.orNull(estimate.p()));
        json.put("units", estimate.units());
        json.put("observations", estimate.observations());
        json.put("method", Json.word(estimate.method()));
        json.put(
                "warnings",
                estimate.warnings().stream().map(Json::word).sorted().toList());
        return json;
    }

    private static Map<String, @Nullable Object> remark(Remark remark) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("code", remark.code().toLowerCase(java.util.Locale.ROOT));
        json.put("where", remark.where());
        json.put("what", remark.what());
        json.put("advice", remark.advice());
        return json;
    }
}
