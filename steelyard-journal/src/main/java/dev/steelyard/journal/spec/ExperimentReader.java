package dev.steelyard.journal.spec;

import dev.steelyard.journal.spec.PricesReader.Priced;
import dev.steelyard.model.AnalysisPlan;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Gate;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Name;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads one experiment file, reporting all its mistakes together.
final class ExperimentReader {
    static final int SCHEMA_VERSION = 1;

    private static final Map<String, CachePolicy> CACHE_POLICIES = new TreeMap<>(
            Map.of("isolated", CachePolicy.ISOLATED, "warm", CachePolicy.WARM, "as-sent", CachePolicy.AS_SENT));
    private static final Subject NO_SUBJECT = new Subject("", List.of(), List.of(), List.of());
    private static final Pattern PROVIDER_AND_NAME = Pattern.compile("[^/\\s]+/\\S+");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*");
    private static final long MOST_REPETITIONS = 10_000;
    private static final long MOST_CELLS = 1_000_000;
    private static final double MOST_TTFT_MS = 600_000;
    private static final double MOST_TOKENS_PER_SECOND = 1_000_000;
    private static final double MOST_JITTER = 3;

    /// Takes the place of a name that cannot be one, until the problems are thrown.
    static final String STAND_IN = "unnamed";

    private final Path folder;
    private final Set<String> runners;
    private final LocalDate day;
    private final Problems problems;

    ExperimentReader(Path file, Path folder, Set<String> runners, LocalDate day) {
        this.day = day;
        this.folder = folder;
        this.runners = new TreeSet<>(runners);
        this.problems = new Problems(file);
    }

    ExperimentFile read() {
        var read = YamlFile.open(problems.file(), problems).map(this::experiment);
        problems.throwIfAny();
        return read.orElseThrow();
    }

    private ExperimentFile experiment(Section top) {
        try (top) {
            schemaVersion(top);
            ModelRef model = model(top);
            Priced priced = new PricesReader(folder, day, problems).read(top, model);
            return new ExperimentFile(problems.file(), folder, spec(top, model, priced.sheet()), priced.pin());
        }
    }

    private ExperimentSpec spec(Section top, ModelRef model, @Nullable PriceSheet prices) {
        List<Change> changes = new ChangesReader(folder, problems).read(top);
        List<Condition> conditions = new ConditionsReader(problems, top.names("changes")).read(top);
        List<String> chosen = runners(top);
        List<Task> tasks = tasks(top, model);
        return new ExperimentSpec(
                name(top, "name"),
                top.text("question"),
                subject(top),
                changes,
                conditions,
                chosen,
                model,
                simulation(top),
                prices,
                tasks,
                repetitions(top, chosen, tasks, conditions),
                top.integer("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                limits(top, prices),
                top.choice("cache_policy", CACHE_POLICIES, CachePolicy.ISOLATED),
                new UpstreamReader().read(top),
                gate(top),
                analysis(top),
                requiredPilot(top));
    }

    /// Every format this release reads has the version 1.
    static void schemaVersion(Section top) {
        long version = top.integer("schema_version", SCHEMA_VERSION, 1, Integer.MAX_VALUE);
        if (version != SCHEMA_VERSION) {
            top.problems()
                    .at(
                            top.at("schema_version"),
                            "schema_version " + version + " is unknown",
                            "this release reads " + SCHEMA_VERSION);
        }
    }

    /// A required name, or a stand-in for a missing or impossible one.
    private String name(Section section, String key) {
        String name = section.text(key);
        if (!name.isEmpty()) {
            checkName(problems, section.at(key), name);
        }
        return Name.isValid(name) ? name : STAND_IN;
    }

    static void checkName(Problems problems, Node at, String name) {
        if (!Name.isValid(name)) {
            problems.at(
                    at,
                    "'" + name + "' cannot be used as a name",
                    "use at most 64 letters, digits, - and _, beginning with a letter or digit");
        }
    }

    /// The matrix must stay countable: a slip of the finger in `repetitions` is found here and not in the bill.
    private int repetitions(Section top, List<String> runners, List<Task> tasks, List<Condition> conditions) {
        long repetitions = top.integer("repetitions", 1, 1, MOST_REPETITIONS);
        long cells = repetitions * runners.size() * tasks.size() * conditions.size();
        if (cells > MOST_CELLS) {
            problems.at(
                    top.at("repetitions"),
                    "the experiment has " + cells + " cells",
                    "at most " + MOST_CELLS + " are planned at once");
        }
        return (int) repetitions;
    }

    private Subject subject(Section top) {
        return top.requiredSection("subject").map(this::subjectOf).orElse(NO_SUBJECT);
    }

    private Subject subjectOf(Section section) {
        try (section) {
            String path = section.text("path");
            requireFolder(section, "path", path, "the subject");
            return new Subject(
                    path,
                    section.strings("build"),
                    inside(section, "path_entries", "the path entry", "the subject"),
                    inside(section, "workspace", "the workspace entry", "the subject"));
        }
    }

    /// Relative paths that stay below the folder they start at.
    static List<String> inside(Section section, String key, String noun, String folder) {
        var entries = section.texts(key);
        entries.stream()
                .filter(entry -> leaves(entry.value()))
                .forEach(entry -> section.problems()
                        .at(
                                entry.node(),
                                noun + " '" + entry.value() + "' leaves " + folder,
                                "a relative path without '..'"));
        return entries.stream().map(Section.Text::value).toList();
    }

    static boolean leaves(String relative) {
        Path path = Path.of(relative);
        return relative.isEmpty()
                || path.isAbsolute()
                || Stream.of(relative.split("/")).anyMatch(".."::equals);
    }

    private List<String> runners(Section top) {
        var unique = new LinkedHashSet<String>();
        for (Section.Text runner : top.filled("runners", "runners: [" + String.join(", ", runners) + "]")) {
            if (!runners.contains(runner.value())) {
                problems.at(
                        runner.node(),
                        "unknown runner '" + runner.value() + "'",
                        Suggestion.hint(runner.value(), runners));
            }
            if (!unique.add(runner.value())) {
                problems.at(runner.node(), "the runner '" + runner.value() + "' is named twice", "");
            }
        }
        return List.copyOf(unique);
    }

    private ModelRef model(Section top) {
        var model = new ModelRef(top.text("model", ModelRef.SIMULATED));
        if (!model.simulated() && !PROVIDER_AND_NAME.matcher(model.value()).matches()) {
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
                                section.number("ttft_ms", Simulation.DEFAULT.ttftMs(), 0, MOST_TTFT_MS),
                                section.number(
                                        "tokens_per_second",
                                        Simulation.DEFAULT.tokensPerSecond(),
                                        0,
                                        MOST_TOKENS_PER_SECOND),
                                section.number("jitter", Simulation.DEFAULT.jitter(), 0, MOST_JITTER));
                    }
                })
                .orElse(Simulation.DEFAULT);
    }

    private List<Task> tasks(Section top, ModelRef model) {
        var tasks = new ArrayList<Task>();
        var ids = new LinkedHashSet<String>();
        for (Section section : top.requiredSections("tasks")) {
            Task task = new TaskReader(folder, problems, model).read(section, name(section, "id"));
            if (!ids.add(task.id()) && !task.id().equals(STAND_IN)) {
                problems.at(section.at("id"), "the task '" + task.id() + "' stands here twice", "");
            }
            tasks.add(task);
        }
        return tasks;
    }

    private Limits limits(Section top, @Nullable PriceSheet prices) {
        Limits limits = new LimitsReader().read(top);
        boolean inUsd = limits.usdPerCell() != null || limits.usdTotal() != null;
        if (inUsd && prices == null && !top.has("prices")) {
            problems.at(top.at("limits"), "a limit in USD needs prices to be kept", "add 'prices', or limit tokens");
        }
        return limits;
    }

    private static Gate gate(Section top) {
        return top.section("gate")
                .map(section -> {
                    try (section) {
                        return new Gate(
                                (int) section.integer("min_calls", Gate.DEFAULT.minCalls(), 0, LimitsReader.MOST_CALLS),
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
                    primary(section),
                    section.share("worthwhile", AnalysisPlan.DEFAULT.worthwhile()),
                    margins.isEmpty() ? AnalysisPlan.DEFAULT.margins() : margins);
        }
    }

    private static String primary(Section section) {
        String primary = section.text("primary", AnalysisPlan.DEFAULT.primary());
        if (!FIELD.matcher(primary).matches()) {
            section.problems()
                    .at(
                            section.at("primary"),
                            "'" + primary + "' is not a field of a run record",
                            "such as cost_usd, wall_s or output_tokens");
        }
        return primary;
    }

    private @Nullable String requiredPilot(Section top) {
        String pilot = top.textOrNull("requires_pilot");
        if (pilot != null && !Files.exists(folder.resolve(pilot))) {
            problems.at(
                    top.at("requires_pilot"),
                    "there is no experiment at '" + pilot + "'",
                    "paths start at the experiment file");
        }
        return pilot;
    }

    private void requireFolder(Section section, String key, String path, String noun) {
        if (!path.isEmpty() && !Files.isDirectory(folder.resolve(path))) {
            problems.at(
                    section.at(key), noun + " '" + path + "' is not a folder", "paths start at the experiment file");
        }
    }
}
