package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Gate;
import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.Limits;
import dev.steelyard.model.OtherHosts;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import dev.steelyard.model.Trajectory;
import dev.steelyard.model.UpstreamRules;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the readers make of the corpus's fullest and smallest files.
class SpecValuesTest {
    private static final Path VALID = Path.of("src/test/resources/spec/valid");

    @Test
    void an_experiment_is_read_as_written() {
        // When
        ExperimentSpec spec = experiment("full.yaml");

        // Then
        assertThat(spec.name()).isEqualTo("everything");
        assertThat(spec.question()).isEqualTo("Is every key read?");
        assertThat(spec.subject())
                .isEqualTo(new Subject(
                        "../../assets/kit",
                        List.of("sh", "-c", "echo built > built.txt"),
                        List.of("bin"),
                        List.of("AGENTS.md", "docs")));
        assertThat(spec.changes())
                .containsExactly(
                        new Change(
                                "T1",
                                "Shorter help",
                                new Change.Edit.Overlay("../../assets/changes/t1"),
                                List.of("docs/*.md")),
                        new Change(
                                "T5",
                                "T5",
                                new Change.Edit.Command(List.of("sh", "{experiment}/fix.sh", "5")),
                                List.of("bin/*", "lib/**")));
        assertThat(spec.runners()).containsExactly("claude-code", "opencode");
        assertThat(spec.model().value()).isEqualTo("anthropic/claude-sonnet-4-5");
        assertThat(spec.repetitions()).isEqualTo(3);
        assertThat(spec.seed()).isEqualTo(Long.MIN_VALUE);
        assertThat(spec.cachePolicy()).isEqualTo(CachePolicy.AS_SENT);
        assertThat(spec.upstream()).isEqualTo(new UpstreamRules(5, Duration.ofSeconds(12), HostedToolRule.ALLOW));
        assertThat(spec.requiresPilot()).isEqualTo("small.yaml");
    }

    @Test
    void a_condition_holds_its_changes_in_the_order_they_are_declared() {
        assertThat(experiment("full.yaml").conditions())
                .containsExactly(
                        new Condition("baseline", List.of()),
                        new Condition("c1", List.of("T1")),
                        new Condition("c1-5", List.of("T1", "T5")));
    }

    @Test
    void numbers_and_amounts_are_read_as_written() {
        // When
        ExperimentSpec spec = experiment("full.yaml");

        // Then
        assertThat(spec.simulation()).isEqualTo(new Simulation(250.5, 0, 0.1));
        assertThat(spec.prices())
                .isEqualTo(new PriceSheet(amount("3.00"), amount("0.30"), amount("3.75"), amount("15")));
        assertThat(spec.limits())
                .isEqualTo(new Limits(
                        Duration.ofMinutes(5),
                        50,
                        5_000_000_000L,
                        new Usd(amount("0.50")),
                        new Usd(amount("20")),
                        1 << 20));
        assertThat(spec.gate()).isEqualTo(new Gate(2, 0.8));
        assertThat(spec.analysis()).isEqualTo(new AnalysisPlan("wall_s", 0.1, Map.of("success", 0.05, "rubric", 0.02)));
    }

    @Test
    void a_prompt_stands_in_the_experiment_or_in_a_file_of_its_own() {
        assertThat(experiment("full.yaml").tasks())
                .extracting(Task::prompt)
                .containsExactly("Fix the typo.\nThen stop.\n", "Fix the typo in README.md.\n");
    }

    @Test
    void what_an_experiment_leaves_out_has_its_default() {
        // When
        ExperimentSpec spec = experiment("small.yaml");

        // Then
        assertThat(spec.model().simulated()).isTrue();
        assertThat(spec.simulation()).isEqualTo(Simulation.DEFAULT);
        assertThat(spec.prices()).isNull();
        assertThat(spec.seed()).isEqualTo(1);
        assertThat(spec.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(spec.cachePolicy()).isEqualTo(CachePolicy.ISOLATED);
        assertThat(spec.gate()).isEqualTo(Gate.DEFAULT);
        assertThat(spec.analysis()).isEqualTo(AnalysisPlan.DEFAULT);
        assertThat(spec.requiresPilot()).isNull();
        assertThat(spec.subject().build()).isEmpty();
    }

    @Test
    void a_trajectory_is_read_as_written() {
        // Given
        var problems = new Problems(VALID.resolve("trajectory/full.yaml"));

        // When
        var steps = new TrajectoryReader(problems).read().steps();

        // Then
        assertThat(steps.get(0)).isEqualTo(new Trajectory.Run("ls", ""));
        assertThat(steps.get(1)).isEqualTo(new Trajectory.Write("docs/notes.md", "", null));
        assertThat(steps.get(2)).isInstanceOfSatisfying(Trajectory.Branch.class, branch -> {
            assertThat(branch.condition()).isEqualTo(new Trajectory.Chance(0.5));
            assertThat(branch.otherwise()).isEmpty();
        });
        assertThat(steps.get(3)).isInstanceOfSatisfying(Trajectory.Branch.class, branch -> {
            assertThat(branch.condition())
                    .isInstanceOfSatisfying(
                            Trajectory.PromptHas.class,
                            prompt -> assertThat(prompt.regex())
                                    .extracting(Pattern::pattern)
                                    .isEqualTo("(?i)typo"));
            assertThat(branch.otherwise()).containsExactly(new Trajectory.Say("I was not asked."));
        });
        assertThat(steps.get(4)).isEqualTo(new Trajectory.Say("Done."));
    }

    @Test
    void a_runner_is_read_as_written_under_the_name_of_its_file() {
        assertThat(RunnerFile.read(VALID.resolve("runner/claude-code.yaml")).spec())
                .isEqualTo(new RunnerSpec(
                        "claude-code",
                        "Claude Code",
                        new RunnerSpec.Install.Npm(
                                List.of("@anthropic-ai/claude-code@2.0.1", "left-pad@1.3.0-rc.1"),
                                "claude",
                                70_000_000),
                        "anthropic-messages",
                        "claude-sonnet-4-5",
                        null,
                        Map.of("{home}/.claude/settings.json", "{\"includeCoAuthoredBy\": false}\n"),
                        Map.of("ANTHROPIC_BASE_URL", "{base_url}", "DISABLE_TELEMETRY", "1"),
                        List.of("claude", "--print", "--max-turns", "50", "--model", "{model}"),
                        RunnerSpec.Prompt.STDIN,
                        List.of("claude", "--print", "--resume", "{session}"),
                        List.of("claude", "--version"),
                        new RunnerSpec.SelfReport("jsonl", "result", Map.of("cost_usd", "/total_cost_usd")),
                        "no key for it"));
    }

    @Test
    void an_intercepted_runner_has_other_hosts_refused_unless_it_says_tunnel() {
        assertThat(interceptOf("intercepted")).isEqualTo(OtherHosts.REFUSE);
        assertThat(interceptOf("intercepted-with-tunnels")).isEqualTo(OtherHosts.TUNNEL);
        assertThat(interceptOf("not-intercepted")).isNull();
    }

    private static @Nullable OtherHosts interceptOf(String runner) {
        return RunnerFile.read(VALID.resolve("runner/" + runner + ".yaml"))
                .spec()
                .intercept();
    }

    @Test
    void a_version_keeps_its_zeros_even_without_quotes() {
        // When
        var spec = RunnerFile.read(VALID.resolve("runner/on-path.yaml")).spec();

        // Then
        assertThat(spec.install()).isEqualTo(new RunnerSpec.Install.OnPath("my-agent", "1.10"));
        assertThat(spec.prompt()).isEqualTo(RunnerSpec.Prompt.ARGV);
        assertThat(spec.resume()).isNull();
        assertThat(spec.title()).isEqualTo("on-path");
    }

    private static ExperimentSpec experiment(String name) {
        return ExperimentFile.read(VALID.resolve("experiment").resolve(name), SpecCorpus.RUNNERS)
                .spec();
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }
}
