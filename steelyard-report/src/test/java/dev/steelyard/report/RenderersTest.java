package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.PooledRun;
import dev.steelyard.report.analysis.Analysis;
import dev.steelyard.report.analysis.RunAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderersTest {
    private final RunAnalysis hostile =
            Analysis.of(SmallRun.TYPICAL.asking(SmallRun.HOSTILE).pooled());

    @Test
    void hostile_text_moves_no_terminal() {
        assertThat(TextReport.render(hostile, TextReport.Options.PLAIN))
                .contains("<U+001B>[31mred", "<U+202E>gnp.exe", "<U+0000>")
                .doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    void hostile_text_is_no_markdown_and_no_html() {
        assertThat(MarkdownReport.render(hostile))
                .contains("&lt;/script>&lt;b>", "\\`\\|\\*\\_\\~")
                .doesNotContain("<b>", "\u001b", "\u202e");
    }

    @Test
    void hostile_text_in_json_is_ascii() {
        assertThat(SummaryJson.render(hostile)).matches("[\\n\\x20-\\x7e]+");
    }

    @Test
    void the_first_line_says_what_kind_of_numbers_follow() {
        var dry = Analysis.of(SmallRun.TYPICAL.with("simulated", true).pooled());
        assertThat(TextReport.render(dry, TextReport.Options.PLAIN))
                .startsWith("SIMULATED MODEL - SYNTHETIC DRY RUN\n");
    }

    @Test
    void colour_adds_escapes_and_nothing_else() {
        var run = Analysis.of(
                SmallRun.TYPICAL.healthy(List.of("baseline", "c1"), 8, 3).pooled());
        String coloured = TextReport.render(run, new TextReport.Options(false, true));
        assertThat(coloured).contains("\u001b[32m−");
        assertThat(Ansi.strip(coloured)).isEqualTo(TextReport.render(run, TextReport.Options.PLAIN));
    }

    @Test
    void ascii_is_ascii() {
        assertThat(TextReport.render(hostile, new TextReport.Options(true, false)))
                .matches("[\\n\\x20-\\x7e]+");
    }

    @Test
    void a_run_without_observations_renders_everywhere_without_a_number_that_is_none() {
        var run = SmallRun.TYPICAL.pooled();
        var empty = Analysis.of(new PooledRun("r", "h", run.plan(), List.of(), List.of(), false));
        assertThat(SummaryJson.render(empty)).doesNotContain("NaN", "Infinity");
        assertThat(MarkdownReport.render(empty)).doesNotContain("NaN", "Infinity");
        assertThat(TextReport.render(empty, TextReport.Options.PLAIN)).doesNotContain("NaN", "Infinity");
        assertThat(HtmlReport.render(empty)).contains("missing");
    }

    @Test
    void reports_replace_older_ones_and_leave_no_drafts(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), "old");
        var analysis = Reports.write(SmallRun.TYPICAL.pooled(), folder);
        assertThat(folder.resolve("report.md")).hasContent(MarkdownReport.render(analysis));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("summary.json", "report.md", "report.html");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|5|2|With one task there is no interval at all",
                "3|2|2|Below 6 tasks no verdict is possible; this matrix describes.",
                "10|3|1|36 % in tokens or cost, 25 % in wall clock.",
                "10|3|2|All 2 runners together"
            })
    void a_plan_is_told_what_it_could_show(int tasks, int repetitions, int runners, String words) {
        assertThat(String.join("\n", new MatrixPower(tasks, repetitions, runners).describe()))
                .contains(words);
    }

    @Test
    void six_tasks_are_not_told_that_they_are_too_few() {
        assertThat(new MatrixPower(6, 3, 2).describe()).noneMatch(it -> it.contains("no verdict"));
    }
}
