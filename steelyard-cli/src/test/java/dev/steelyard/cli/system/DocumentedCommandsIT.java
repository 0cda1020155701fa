package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the README tells people to type works, in a folder that has only what the README says.
class DocumentedCommandsIT {
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./steelyard ([^#\n]+?) *(#.*)?$");
    private static final Path PILOT = Launcher.CHECKOUT.resolve("experiments/pilot");

    @TempDir
    private Path temp;

    private static List<String> commandsOf(String page) throws IOException {
        return COMMAND.matcher(Files.readString(Launcher.CHECKOUT.resolve(page)))
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .distinct()
                .toList();
    }

    static Stream<String> commands() throws IOException {
        List<String> found = commandsOf("README.md");
        assertThat(found).contains("run experiments/pilot");
        // PilotIT runs that one.
        return found.stream().filter(command -> !command.equals("run experiments/pilot"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_of_the_readme_ends_well(String command) throws Exception {
        String here = command.replace("experiments/pilot", PILOT.toString());
        assertThat(new Launcher(temp).run(here.split(" ", -1)).isFine().out()).isNotBlank();
    }

    @Test
    void each_command_of_the_litellm_page_ends_well() throws Exception {
        Path log = Launcher.CHECKOUT.resolve("steelyard-journal/src/test/resources/litellm/steelyard.jsonl");
        Files.copy(log, temp.resolve("spend.jsonl"));
        List<String> found = commandsOf("docs/reference/litellm.md");
        assertThat(found).hasSize(3);
        for (String command : found) {
            assertThat(new Launcher(temp).run(command.split(" ", -1)).isFine().out())
                    .contains("opencode.baseline.hello.1");
        }
        assertThat(temp.resolve("calls.jsonl")).isNotEmptyFile();
    }

    @Test
    void each_command_of_the_gateway_page_opens_doors_until_it_is_interrupted() throws Exception {
        List<String> found = commandsOf("docs/reference/gateway.md");
        assertThat(found).hasSize(3);
        for (String command : found) {
            var steelyard = new Launcher(temp);
            Process gateway = steelyard.start(command.split(" ", -1));
            Runs.await(() -> Runs.read(steelyard.err()).contains("Ctrl-C"));
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(gateway.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(gateway.waitFor()).isEqualTo(130);
            assertThat(Files.readString(temp.resolve(".stdout")).toLowerCase(java.util.Locale.ROOT))
                    .contains("http://127.0.0.1:", "simulated", "anthropic_base_url", "calls");
        }
    }

    @Test
    void a_new_experiment_runs_as_it_is() throws Exception {
        // Given
        var steelyard = new Launcher(temp);
        steelyard.run("init", "my experiment").isFine();

        // When
        Launcher.Result result =
                steelyard.run("run", "my experiment", "--plain").isFine();

        // Then
        Runs.assertEachCellObservedOnce(steelyard.onlyRun(), 6);
        assertThat(result.out()).contains("SIMULATED MODEL", "shorter").matches("\\p{ASCII}*");
    }

    @Test
    void a_dry_run_of_the_pilot_fills_a_labelled_folder_and_spends_nothing() throws Exception {
        var steelyard = new Launcher(temp);
        Launcher.Result result =
                steelyard.run("run", PILOT.toString(), "--dry-run").isFine();
        assertThat(result.out()).contains("SYNTHETIC");
        assertThat(steelyard.onlyRun().getFileName().toString()).endsWith("-dry");
        assertThat(Runs.pooled(steelyard.onlyRun()).synthetic()).isTrue();
        assertThat(Files.readString(steelyard.onlyRun().resolve("report.html"))).contains("SYNTHETIC");
    }

    @Test
    void results_are_on_stdout_and_everything_else_on_stderr() throws Exception {
        var steelyard = new Launcher(temp);
        steelyard.run("init", "exp").isFine();
        Launcher.Result json = steelyard.run("run", "exp", "--json").isFine();
        assertThat(json.out()).startsWith("{").endsWith("}\n");
        assertThat(json.err()).contains("run folder");
        Launcher.Result quiet = steelyard.run("run", "exp", "--quiet").isFine();
        assertThat(quiet.err()).isEmpty();
    }
}
