package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report's page in a real Chromium.
class ReportPageIT {
    private static final Pattern CHART = Pattern.compile("<svg");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    private Path temp;

    @Test
    void the_page_draws_its_charts_without_an_error_and_without_the_network() throws Exception {
        // Given a report whose question is hostile
        var steelyard = new Launcher(temp);
        Path experiment = new SmallExperiment()
                .with("question", "\"</script><script>document.title='owned'</script><img src=http://127.0.0.1:9/x>\"")
                .with("repetitions", "2")
                .writeTo(temp);
        steelyard.run("run", experiment.toString()).isFine();

        // When
        String page = dom(steelyard.onlyRun().resolve("report.html"));

        // Then
        assertThat(CHART.matcher(page).results().count()).isGreaterThan(3);
        assertThat(page).doesNotContain("<title>owned").doesNotContain("<img src=\"http");
        assertThat(Files.readString(temp.resolve("chromium.log")))
                .doesNotContain("CONSOLE")
                .doesNotContain("Content Security Policy");
    }

    /// The document after its scripts ran.
    private String dom(Path page) throws IOException, InterruptedException {
        Process chromium = new ProcessBuilder(
                        chromium(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--enable-logging=stderr",
                        "--virtual-time-budget=5000",
                        "--user-data-dir=" + temp.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(temp.resolve("chromium.log").toFile())
                .start();
        String dom = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(chromium.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return dom;
    }

    private static String chromium() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium on the PATH: apt-get install chromium"));
    }
}
