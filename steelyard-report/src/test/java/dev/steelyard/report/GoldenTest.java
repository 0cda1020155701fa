package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.report.analysis.Analysis;
import dev.steelyard.report.analysis.RunAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/// Renderings compared with files that people have read. After an intended change:
/// `./mvnw -pl steelyard-report -am test -Dquick -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dgolden.update=true`, then read the difference before committing it.
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private final RunAnalysis typical = Analysis.of(SmallRun.TYPICAL.pooled());

    @Test
    void the_terminal_shows() throws IOException {
        assertGolden("typical.txt", TextReport.render(typical, TextReport.Options.PLAIN));
    }

    @Test
    void a_terminal_that_knows_only_ascii_shows() throws IOException {
        assertGolden("typical.ascii.txt", TextReport.render(typical, new TextReport.Options(true, false)));
    }

    @Test
    void eight_tasks_and_three_conditions_show() throws IOException {
        var run = SmallRun.TYPICAL.healthy(List.of("baseline", "c1", "c2"), 8, 3);
        assertGolden("healthy.txt", TextReport.render(Analysis.of(run.pooled()), TextReport.Options.PLAIN));
    }

    @Test
    void programs_read() throws IOException {
        assertGolden("typical.json", SummaryJson.render(typical));
    }

    @Test
    void a_pull_request_shows() throws IOException {
        assertGolden("typical.md", MarkdownReport.render(typical));
    }

    @Test
    void locale_and_time_zone_change_no_byte() throws IOException {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            var again = Analysis.of(SmallRun.TYPICAL.pooled());
            assertGolden("typical.json", SummaryJson.render(again));
            assertGolden("typical.md", MarkdownReport.render(again));
            assertGolden("typical.txt", TextReport.render(again, TextReport.Options.PLAIN));
            assertThat(HtmlReport.render(again)).isEqualTo(HtmlReport.render(typical));
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
