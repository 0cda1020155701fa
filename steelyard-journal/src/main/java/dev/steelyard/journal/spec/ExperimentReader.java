package dev.steelyard.journal.spec;

import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Gate;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Name;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one experiment file, reporting all its mistakes together.
final class ExperimentReader {
    static final int SCHEMA_VERSION = 1;

    private static final Map<String, CachePolicy> CACHE_POLICIES = new TreeMap<>(
            Map.of("isolated", CachePolicy.ISOLATED, "warm", CachePolicy.WARM, "as-sent", CachePolicy.AS_SENT));
    private static final Subject NO_SUBJECT = new Subject("", List.of(), List.of(), List.of());
    private static final String STAND_IN = "unnamed";

    private final Path folder;
    private final Set<String> runners;
    private final Problems problems;

    ExperimentReader(Path file, Path folder, Set<String> runners) {
        this.folder = folder;
        this.runners = runners;
        this.problems = new Problems(file);
    }

    ExperimentSpec read() {
        var spec = YamlFile.open(problems.file(), problems).map(this::experiment);
        problems.throwIfAny();
        return spec.orElseThrow();
    }

    private ExperimentSpec experiment(Section top) {
        try (top) {
            schemaVersion(top);
            ModelRef model = model(top);
            List<Change> changes = new ChangesReader(folder, problems).read(top);
            return new ExperimentSpec(
                    name(top, "name"),
                    top.text("question"),
                    subject(top),
                    changes,
                    conditions(top, changes.stream().map(Change::id).toList()),
                    runners(top),
                    model,
                    simulation(top),
                    prices(top),
                    tasks(top, model),
                    (int) top.integer("repetitions", 1, 1),
                    top.integer("seed", 1, Long.MIN_VALUE),
                    new LimitsReader().read(top),
                    top.choice("cache_policy", CACHE_POLICIES, CachePolicy.ISOLATED),
                    gate(top),
                    analysis(top),
                    requiredPilot(top));
        }
    }

    private static void schemaVersion(Section top) {
        long version = top.integer("schema_version", SCHEMA_VERSION, 1);
        if (version != SCHEMA_VERSION) {
            top.problems()
                    .at(top.at("schema_version"), "schema_version " + version + " is unknown", "this release reads 1");
        }
    }

    private String name(Section section, String key) {
        String name = section.text(key);
        if (!name.isEmpty()) {
            checkName(section.at(key), key, name);
        }
        return Name.isValid(name) ? name : STAND_IN;
    }

    private void checkName(org.snakeyaml.engine.v2.nodes.Node at, String kind, String name) {
        if (!Name.isValid(name)) {
            problems.at(
                    at,
                    "'" + name + "' cannot be a " + kind,
                    "use letters, digits, - and _, beginning with a letter or digit");
        }
    }

    private Subject subject(Section top) {
        return top.requiredSection("subject").map(this::subjectOf).orElse(NO_SUBJECT);
    }

    private Subject subjectOf(Section section) {
        try (section) {
            String path = section.text("path");
            requireFolder(section, "path", path, "the subject");
            var workspace = section.texts("workspace");
            workspace.stream()
                    .filter(entry -> escapes(entry))
                    .forEach(entry -> problems.at(
                            section.at("workspace"), "the workspace entry '" + entry + "' leaves the subject", ""));
            return new Subject(path, section.texts("build"), section.texts("path_entries"), workspace);
        }
    }

    private List<Condition> conditions(Section top, List<String> changes) {
        var conditions = new ArrayList<Condition>();
        if (!top.has("conditions")) {
            problems.at(top.at("conditions"), "the key 'conditions' is missing", "for example: baseline: []");
        }
        top.entries("conditions").forEach((name, value) -> {
            checkName(value, "condition", name);
            List<String> chosen = top.texts("conditions." + name, value);
            chosen.stream()
                    .filter(change -> !changes.contains(change))
                    .forEach(change -> problems.at(
                            value,
                            "condition '" + name + "' names the unknown change '" + change + "'",
                            Suggestion.hint(change, changes)));
            if (Set.copyOf(chosen).size() < chosen.size()) {
                problems.at(value, "condition '" + name + "' names a change twice", "");
            }
            conditions.add(new Condition(Name.isValid(name) ? name : STAND_IN, inOrder(chosen, changes)));
        });
        checkArms(top, conditions);
        return conditions;
    }

    private void checkArms(Section top, List<Condition> conditions) {
        if (conditions.stream().noneMatch(condition -> condition.changes().isEmpty())) {
            problems.at(top.at("conditions"), "no condition is the baseline", "add one without changes: baseline: []");
        }
        var seen = new TreeMap<String, String>();
        for (Condition condition : conditions) {
            String twin = seen.putIfAbsent(condition.changes().toString(), condition.name());
            if (twin != null) {
                problems.at(
                        top.at("conditions"),
                        "conditions '" + twin + "' and '" + condition.name() + "' are the same set of changes",
                        "");
            }
        }
    }

    private static List<String> inOrder(List<String> chosen, List<String> declared) {
        return declared.stream().filter(chosen::contains).toList();
    }

    private List<String> runners(Section top) {
        List<String> chosen = top.texts("runners");
        if (chosen.isEmpty()) {
            problems.at(top.at("runners"), "no runner is named", "one or more of: " + String.join(", ", runners));
        }
        var unique = new LinkedHashSet<String>();
        for (String runner : chosen) {
            if (!runners.contains(runner)) {
                problems.at(top.at("runners"), "unknown runner '" + runner + "'", Suggestion.hint(runner, runners));
            } else if (!unique.add(runner)) {
                problems.at(top.at("runners"), "the runner '" + runner + "' is named twice", "");
            }
        }
        return List.copyOf(unique);
    }

    private ModelRef model(Section top) {
        var model = new ModelRef(top.text("model", ModelRef.SIMULATED));
        if (!model.simulated() && model.value().indexOf('/') <= 0) {
            problems.at(
                    top.at("model"),
                    "'" + model.value() + "' is not a model",
                    "'simulated', or provider/name such as anthropic/claude-sonnet-4-5");
        }
        return model;
    }

    private static Simulation simulation(Section top) {
        return top.section("simulation")
                .map(section -> {
                    try (section) {
                        return new Simulation(
                                section.number("ttft_ms", Simulation.DEFAULT.ttftMs(), 0),
                                section.number("tokens_per_second", Simulation.DEFAULT.tokensPerSecond(), 0),
                                section.number("jitter", Simulation.DEFAULT.jitter(), 0));
                    }
                })
                .orElse(Simulation.DEFAULT);
    }

    private @Nullable PriceSheet prices(Section top) {
        return top.section("prices").map(this::pricesOf).orElse(null);
    }

    private PriceSheet pricesOf(Section section) {
        try (section) {
            return new PriceSheet(
                    price(section, "input"),
                    price(section, "cache_read"),
                    price(section, "cache_write"),
                    price(section, "output"));
        }
    }

    private BigDecimal price(Section section, String key) {
        if (!section.has(key)) {
            problems.at(section.at(key), "the price '" + key + "' is missing", "USD per million tokens, as text");
        }
        return section.decimal(key).orElse(BigDecimal.ZERO);
    }

    private List<Task> tasks(Section top, ModelRef model) {
        var tasks = new ArrayList<Task>();
        var ids = new LinkedHashSet<String>();
        if (!top.has("tasks")) {
            problems.at(top.at("tasks"), "the key 'tasks' is missing", "");
        }
        for (Section section : top.sections("tasks")) {
            Task task = new TaskReader(folder, problems, model).read(section, name(section, "id"));
            if (!ids.add(task.id()) && !task.id().equals(STAND_IN)) {
                problems.at(section.at("id"), "the task '" + task.id() + "' stands here twice", "");
            }
            tasks.add(task);
        }
        return tasks;
    }

    private static Gate gate(Section top) {
        return top.section("gate")
                .map(section -> {
                    try (section) {
                        return new Gate(
                                (int) section.integer("min_calls", Gate.DEFAULT.minCalls(), 0),
                                section.share("success_floor", Gate.DEFAULT.successFloor()));
                    }
                })
                .orElse(Gate.DEFAULT);
    }

    private static AnalysisPlan analysis(Section top) {
        return top.section("analysis").map(ExperimentReader::analysisOf).orElse(AnalysisPlan.DEFAULT);
    }

    private static AnalysisPlan analysisOf(Section section) {
        try (section) {
            var margins = new TreeMap<String, Double>();
            section.section("margins").ifPresent(inner -> {
                try (inner) {
                    margins.put("success", inner.share("success", 0.10));
                    if (inner.has("rubric")) {
                        margins.put("rubric", inner.share("rubric", 0.05));
                    }
                }
            });
            return new AnalysisPlan(
                    section.text("primary", AnalysisPlan.DEFAULT.primary()),
                    section.share("worthwhile", AnalysisPlan.DEFAULT.worthwhile()),
                    margins.isEmpty() ? AnalysisPlan.DEFAULT.margins() : margins);
        }
    }

    private @Nullable String requiredPilot(Section top) {
        String pilot = top.textOrNull("requires_pilot");
        if (pilot != null && !Files.exists(folder.resolve(pilot))) {
            problems.at(top.at("requires_pilot"), "there is no experiment at '" + pilot + "'", "");
        }
        return pilot;
    }

    private void requireFolder(Section section, String key, String path, String noun) {
        if (!path.isEmpty() && !Files.isDirectory(folder.resolve(path))) {
            problems.at(section.at(key), noun + " '" + path + "' is not a folder", "paths start at " + folder);
        }
    }

    static boolean escapes(String relative) {
        Path path = Path.of(relative).normalize();
        return path.isAbsolute() || path.startsWith("..");
    }
}
