package dev.steelyard.report;

import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.SelfReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far an agent's own numbers are from the metered ones: a line per runner, the same in every renderer.
final class SelfReports {
    private static final double PERCENT = 100;

    private SelfReports() {}

    /// `self-report: opencode said 1,022,000 tokens in (metered 1,022,000, equal) and 8,000 out (metered 8,400, −4.8
    /// %)`.
    static List<String> lines(RunAnalysis analysis) {
        return analysis.selfReports().stream().map(SelfReports::line).toList();
    }

    private static String line(SelfReport report) {
        return "self-report: " + report.runner() + " said "
                + beside(report.saidInput(), report.meteredInput(), "in") + " and "
                + beside(report.saidOutput(), report.meteredOutput(), "out");
    }

    private static String beside(long said, long metered, String direction) {
        return String.format(
                Locale.ROOT,
                "%,d tokens %s (metered %,d, %s)",
                said,
                direction,
                metered,
                said == metered ? "equal" : gap(said, metered));
    }

    private static String gap(long said, long metered) {
        return metered == 0
                ? "nothing metered"
                : String.format(Locale.ROOT, "%+.1f %%", PERCENT * (said - metered) / metered)
                        .replace("-", "−");
    }

    static Map<String, @Nullable Object> json(SelfReport report) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("runner", report.runner());
        json.put("cells", report.cells());
        json.put("input_tokens_said", report.saidInput());
        json.put("input_tokens_metered", report.meteredInput());
        json.put("output_tokens_said", report.saidOutput());
        json.put("output_tokens_metered", report.meteredOutput());
        return json;
    }
}
