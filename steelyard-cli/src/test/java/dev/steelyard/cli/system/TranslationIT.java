package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.Door;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.lab.Tree;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Outcome;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Trajectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real agents, each of its own dialect, at a task of the pilot, with a model behind the gateway that speaks
/// each of the four: a second gateway with the simulated model, reached as that dialect's provider would be.
class TranslationIT {
    private static final Map<String, String> AGENTS = Map.of(
            "claude-code", "anthropic-messages",
            "opencode", "openai-chat",
            "codex", "openai-responses",
            "gemini-cli", "gemini");

    private static final Map<Served, PooledRun> RUNS = new EnumMap<>(Served.class);
    private static final Map<Served, List<TokenUsage>> SERVED = new EnumMap<>(Served.class);

    /// What the model behind speaks.
    enum Served {
        ANTHROPIC_MESSAGES("anthropic/claude-opus-4-8", "ANTHROPIC_BASE_URL", "", "ANTHROPIC_API_KEY"),
        OPENAI_CHAT("openai-compatible/shared", "STEELYARD_UPSTREAM_URL", "/v1", "STEELYARD_UPSTREAM_KEY"),
        OPENAI_RESPONSES("openai-compatible/gpt-5.5", "STEELYARD_UPSTREAM_URL", "/v1", "STEELYARD_UPSTREAM_KEY"),
        GEMINI("gemini/gemini-3.1-pro-preview", "GOOGLE_GEMINI_BASE_URL", "", "GEMINI_API_KEY");

        private final String model;
        private final String urlVariable;
        private final String version;
        private final String keyVariable;

        Served(String model, String urlVariable, String version, String keyVariable) {
            this.model = model;
            this.urlVariable = urlVariable;
            this.version = version;
            this.keyVariable = keyVariable;
        }

        String dialect() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        Map<String, String> environment(Door door) {
            String only = this == OPENAI_RESPONSES ? "openai-responses" : "openai-chat";
            return Map.of(
                    urlVariable, door.baseUrl() + version, keyVariable, door.key(), "STEELYARD_UPSTREAM_DIALECT", only);
        }
    }

    /// Short, and without a path of the machine in it.
    private static final Trajectory DRAWN = new Trajectory(List.of(
            new Trajectory.Run("cat schema/orders.sql", "I will read the schema first."),
            new Trajectory.Run("diagram init; diagram check nothing.mmd; echo \"exit $?\"", null),
            new Trajectory.Run("""
                    cat > orders.mmd <<'END'
                    erDiagram
                      CUSTOMERS ||--o{ ORDERS : places
                      CUSTOMERS {
                        uuid id PK
                      }
                      ORDERS {
                        uuid id PK
                      }
                    END
                    diagram check orders.mmd; sleep 2; diagram check orders.mmd
                    diagram render orders.mmd -o orders.txt; echo "exit $?"; cat orders.txt""", "Drawn: ✓ »näh«."),
            new Trajectory.Say("The picture is in orders.txt.")));

    @BeforeAll
    static void eachDialectIsServedOnce(@TempDir Path temp) throws Exception {
        for (Served served : Served.values()) {
            Path folder = Files.createDirectories(temp.resolve(served.dialect()));
            Path experiment = experiment(folder, served);
            try (var house = ModelHouse.simulated()) {
                String cell = "model.served.drawing.1";
                Door door = house.door(cell, DRAWN);
                var steelyard = new Launcher(folder);
                steelyard
                        .run(served.environment(door), "run", experiment.toString(), "--jobs", "2")
                        .isFine();
                door.close();
                RUNS.put(served, Runs.pooled(steelyard.onlyRun()));
                SERVED.put(served, house.served(cell));
            }
        }
    }

    private static Path experiment(Path folder, Served served) throws Exception {
        Path experiment = folder.resolve("pilot");
        Tree.copy(Launcher.CHECKOUT.resolve("experiments/pilot"), experiment);
        Files.writeString(experiment.resolve("experiment.yaml"), """
                name: translated
                question: Does every agent work with every model?
                subject:
                  path: subject
                  build: [npm, ci, --omit=dev, --ignore-scripts, --no-audit, --no-fund]
                  path_entries: [bin]
                  workspace: [AGENTS.md, CLAUDE.md, .claude, examples]
                conditions: {baseline: []}
                runners: [claude-code, opencode, codex, gemini-cli]
                model: %s
                tasks:
                  - id: terminal-er-orders
                    prompt_file: tasks/terminal-er-orders/prompt.md
                    fixture: tasks/terminal-er-orders/workspace
                    artefacts: [orders.mmd, orders.txt]
                repetitions: 1
                """.formatted(served.model));
        return experiment;
    }

    private static List<CallRecord> calls(Served served, String agent) {
        return java.util.Objects.requireNonNull(RUNS.get(served)).calls().stream()
                .filter(call -> call.cellId().value().startsWith(agent + "."))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void every_agent_solves_the_task(Served served) {
        assertThat(java.util.Objects.requireNonNull(RUNS.get(served))
                        .observations()
                        .values())
                .hasSize(AGENTS.size())
                .allMatch(record -> record.outcome() == Outcome.SOLVED);
    }

    @ParameterizedTest
    @EnumSource
    void every_call_is_translated_but_those_of_the_models_own_dialect(Served served) {
        AGENTS.forEach((agent, dialect) -> assertThat(calls(served, agent))
                .as(agent)
                .hasSizeGreaterThan(3)
                .allMatch(call -> call.error() == null && call.status() == 200)
                .allMatch(call -> call.usageSource().equals("exact"))
                .allMatch(call -> call.ingressDialect().equals(dialect))
                .allMatch(call -> call.upstreamDialect().equals(served.dialect()))
                .allMatch(call -> call.lane().equals(dialect.equals(served.dialect()) ? "native" : "translated")));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_metered_is_what_the_model_served_to_the_token(Served served) {
        List<TokenUsage> metered = new ArrayList<>();
        AGENTS.keySet()
                .forEach(agent -> calls(served, agent).stream()
                        .filter(CallRecord::answered)
                        .forEach(call -> metered.add(call.usage())));
        assertThat(metered).isNotEmpty().containsExactlyInAnyOrderElementsOf(SERVED.get(served));
    }

    @AfterAll
    static void theMatrixHasNoBlank() {
        assertThat(RUNS).containsOnlyKeys(Served.values());
        var table = new StringBuilder("\nAgents × dialects of the model:\n");
        AGENTS.keySet().stream().sorted().forEach(agent -> {
            for (Served served : Served.values()) {
                table.append("%-12s %-19s %s%n".formatted(agent, served.dialect(), square(agent, served)));
            }
        });
        System.out.println(table);
    }

    private static String square(String agent, Served served) {
        List<CallRecord> calls = calls(served, agent);
        var lanes = new TreeSet<String>();
        var lossy = new TreeSet<String>();
        var tokens = TokenUsage.ZERO;
        for (CallRecord call : calls) {
            lanes.add(call.lane());
            lossy.addAll(call.lossy());
            tokens = tokens.plus(call.usage());
        }
        String outcome = java.util.Objects.requireNonNull(RUNS.get(served)).observations().values().stream()
                .filter(record -> record.runner().equals(agent))
                .map(RunRecord::outcome)
                .findFirst()
                .map(Object::toString)
                .orElse("none");
        return "%-8s %s, %d calls, %d tokens %s"
                .formatted(outcome, lanes, calls.size(), tokens.total(), lossy.isEmpty() ? "" : lossy);
    }
}
