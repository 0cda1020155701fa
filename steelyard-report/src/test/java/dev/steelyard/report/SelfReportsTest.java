package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.report.analysis.Analysis;
import dev.steelyard.report.analysis.RunAnalysis;
import dev.steelyard.report.analysis.SelfReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfReportsTest {
    private static List<String> lines(SelfReport... reports) {
        RunAnalysis run = Analysis.of(SmallRun.TYPICAL.pooled());
        return SelfReports.lines(new RunAnalysis(
                run.experiment(),
                run.provenance(),
                run.simulated(),
                run.synthetic(),
                run.arms(),
                run.arrivals(),
                List.of(reports),
                run.contrasts(),
                run.successes(),
                run.cells(),
                run.remarks()));
    }

    @Test
    void numbers_that_agree_are_called_equal() {
        assertThat(lines(new SelfReport("alpha", 2, 1_234_567, 1_234_567, 89, 89)))
                .containsExactly("self-report: alpha said 1,234,567 tokens in (metered 1,234,567, equal)"
                        + " and 89 tokens out (metered 89, equal)");
    }

    @Test
    void numbers_that_differ_are_shown_with_their_gap() {
        assertThat(lines(new SelfReport("beta", 2, 50, 100, 300, 100)).getFirst())
                .contains("50 tokens in (metered 100, −50.0 %)", "300 tokens out (metered 100, +200.0 %)");
    }

    @Test
    void a_run_whose_agents_say_nothing_has_no_line() {
        assertThat(SelfReports.lines(Analysis.of(SmallRun.TYPICAL.pooled()))).isEmpty();
    }
}
