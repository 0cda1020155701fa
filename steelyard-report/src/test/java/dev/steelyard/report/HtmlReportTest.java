package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.report.analysis.Analysis;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>.*?</script>", Pattern.DOTALL);

    private final String page = HtmlReport.render(
            Analysis.of(SmallRun.TYPICAL.asking(SmallRun.HOSTILE).pooled()));

    /// What a reader's eyes and a browser's parser get, without our own scripts and styles.
    private String body() {
        return SCRIPT.matcher(page.substring(page.indexOf("<body>"))).replaceAll("");
    }

    @Test
    void hostile_text_is_shown_and_not_obeyed() {
        assertThat(body())
                .contains("&lt;/script&gt;&lt;b&gt;&lt;U+001B&gt;[31mred")
                .contains("&lt;U+202E&gt;gnp.exe", "$1&lt;U+0000&gt;")
                .doesNotContain("<b>", "\u001b", "\u202e", "\u0000");
    }

    @Test
    void text_is_not_searched_for_slots() {
        assertThat(body()).contains("{{data}}");
    }

    @Test
    void hostile_text_closes_no_script() {
        assertThat(SCRIPT.matcher(page).results().count()).isEqualTo(4);
        assertThat(page.split("</script>", -1)).hasSize(5);
    }

    @Test
    void the_policy_forbids_every_source_but_the_pages_own_scripts() {
        assertThat(page)
                .contains("default-src 'none'; script-src 'sha256-")
                .contains("base-uri 'none'; form-action 'none'")
                .doesNotContain("unsafe-eval", "script-src 'unsafe-inline'");
        for (String file : List.of("d3.min.js", "plot.umd.min.js", "report.js")) {
            assertThat(page).contains(Page.scriptHash(Page.resource(file)));
        }
    }

    @Test
    void nothing_is_loaded() {
        assertThat(body()).doesNotContain("src=", "<link", "<img", "http://", "https://", "@import");
        assertThat(Page.resource("report.css")).doesNotContain("url(", "@import");
    }

    @Test
    void a_simulated_run_says_so_above_and_on_every_table() {
        assertThat(body()).contains("<span class=\"badge\">SIMULATED MODEL</span>");
        var captions = Pattern.compile("<caption>([^<]*)").matcher(body()).results();
        assertThat(captions.map(it -> it.group(1)))
                .hasSize(3)
                .allMatch(caption -> caption.startsWith("[SIMULATED MODEL] "));
    }

    @Test
    void a_real_run_has_no_badge() {
        var real = Analysis.of(SmallRun.TYPICAL.with("acme/large", false).pooled());
        assertThat(HtmlReport.render(real)).doesNotContain("class=\"badge\"", "SIMULATED");
    }

    @Test
    void every_planned_cell_has_a_row_and_every_attempt_a_link() {
        assertThat(body())
                .contains("cells/" + SmallRun.LOST_ONCE + "/1/", "cells/" + SmallRun.LOST_ONCE + "/2/")
                .contains("cells/" + SmallRun.LOST + "/1/")
                .contains(SmallRun.NEVER_STARTED + "</th>");
    }

    @ParameterizedTest
    @CsvSource({
        "d3.min.js,912111098ea99503a6f4967361d2bbdc9dbf58cf9c678c8e27e5b02d1a07f0c1",
        "plot.umd.min.js,4358086467740777dd788d6b27a95cebdbaefdd50c730a3060117073bd7134cb"
    })
    void bundled_libraries_are_the_published_bytes(String file, String sha256) throws Exception {
        byte[] bytes = Page.resource(file).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(sha256);
        assertThat(Page.resource("BUNDLED.md")).contains(sha256);
    }
}
