package dev.steelyard.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.model.Delivery;
import dev.steelyard.report.HtmlReport;
import dev.steelyard.report.MarkdownReport;
import dev.steelyard.report.SmallRun;
import dev.steelyard.report.TextReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final SmallRun RUN = SmallRun.TYPICAL.healthy(List.of("baseline", "c1"), 3, 2);

    @Test
    void treated_and_control_cells_are_counted_per_runner() {
        assertThat(Analysis.of(RUN.pooled()).arrivals())
                .containsExactly(new Arrival(
                        "T1",
                        List.of(
                                new Arrival.Arm("alpha", "baseline", false, 0, 6),
                                new Arrival.Arm("alpha", "c1", true, 4, 6),
                                new Arrival.Arm("beta", "baseline", false, 0, 6),
                                new Arrival.Arm("beta", "c1", true, 4, 6))));
    }

    @Test
    void a_treatment_that_never_arrived_is_warned_about_and_so_is_a_control_that_it_reached() {
        // Given
        var run = RUN.delivering(cell -> switch (cell.runner() + " " + cell.condition()) {
            case "alpha c1" -> Map.of("T1", new Delivery(true, null));
            case "beta c1" -> Map.of("T1", new Delivery(true, 1));
            default -> Map.of("T1", new Delivery(false, cell.id().value().equals("beta.baseline.t1.1") ? 5 : null));
        });

        // When
        RunAnalysis analysis = Analysis.of(run.pooled());

        // Then
        assertThat(analysis.remarks())
                .extracting(Remark::code, Remark::where)
                .contains(
                        tuple("NOT_DELIVERED", "alpha c1, change T1"),
                        tuple("CONTROL_REACHED", "beta baseline, change T1"));
        assertThat(TextReport.render(analysis, TextReport.Options.PLAIN))
                .contains("delivery: T1 6/12 cells of c1 (alpha 0/6, beta 6/6), control clean 11/12\n");
        assertThat(HtmlReport.render(analysis)).contains("<li>delivery: T1 6/12 cells of c1");
    }

    @Test
    void a_change_that_no_prompt_can_show_is_said_to_be_so_in_every_report() {
        // When
        RunAnalysis analysis = Analysis.of(RUN.delivering(_ -> Map.of()).pooled());

        // Then
        String words = "delivery: T1 not visible: no prompt can show it";
        assertThat(TextReport.render(analysis, TextReport.Options.PLAIN)).contains(words);
        assertThat(MarkdownReport.render(analysis)).contains(words);
        assertThat(HtmlReport.render(analysis)).contains(words);
    }

    @Test
    void a_dry_run_and_a_run_without_observations_say_nothing_about_delivery() {
        var plan = RUN.pooled().plan();
        assertThat(Analysis.of(RUN.with("simulated", true).pooled()).arrivals()).isEmpty();
        assertThat(Analysis.of(new PooledRun("r", "h", plan, List.of(), List.of(), false))
                        .arrivals())
                .isEmpty();
    }
}
