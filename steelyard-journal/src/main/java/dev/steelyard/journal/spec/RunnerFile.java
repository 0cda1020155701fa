package dev.steelyard.journal.spec;

import dev.steelyard.model.Name;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.RunnerSpec.Install;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A runner's definition and the file it was read from: `runners/NAME.yaml`.
public record RunnerFile(Path file, RunnerSpec spec) {
    private static final String PLATFORM = (System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux")
            + "-"
            + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64");
    private static final Map<String, RunnerSpec.Prompt> PROMPTS =
            new TreeMap<>(Map.of("stdin", RunnerSpec.Prompt.STDIN, "argv", RunnerSpec.Prompt.ARGV));
    private static final List<String> DIALECTS =
            List.of("anthropic-messages", "openai-chat", "openai-responses", "gemini");
    private static final Pattern PINNED =
            Pattern.compile("(@[a-z0-9._~-]+/)?[a-z0-9._~-]+@[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern POINTER = Pattern.compile("/.*");
    private static final List<String> FORMATS = List.of("json", "jsonl");
    private static final long MOST_BYTES = 1_000_000_000_000L;
    private static final Install NOTHING = new Install.BuiltIn();

    /// @throws SpecException with every mistake of the file
    public static RunnerFile read(Path file) {
        var problems = new Problems(file);
        var spec = YamlFile.open(file, problems).map(top -> runner(file, top));
        problems.throwIfAny();
        return new RunnerFile(file, spec.orElseThrow());
    }

    /// The npm lockfile beside the definition, `NAME.OS-ARCH.package-lock.json`: it pins the content of every archive
    /// that an install fetches on such a machine. Null where there is none.
    public @Nullable Path lockfile() {
        Path lock = file.resolveSibling(spec.name() + "." + PLATFORM + ".package-lock.json");
        return Files.isRegularFile(lock) ? lock : null;
    }

    private static RunnerSpec runner(Path file, Section top) {
        try (top) {
            ExperimentReader.schemaVersion(top);
            String name = nameOf(file, top);
            return new RunnerSpec(
                    name,
                    top.text("title", name),
                    install(top),
                    top.choice("dialect", DIALECTS),
                    top.text("model"),
                    InterceptReader.read(top),
                    top.textMap("files"),
                    env(top),
                    strings(top.filled("argv", "argv: [my-agent, --print]")),
                    top.choice("prompt", PROMPTS, RunnerSpec.Prompt.STDIN),
                    top.has("resume") ? strings(top.filled("resume", "resume: [my-agent, --continue]")) : null,
                    top.strings("version_argv"),
                    selfReport(top),
                    top.textOrNull("unverified"));
        }
    }

    private static String nameOf(Path file, Section top) {
        String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        if (!Name.isValid(stem)) {
            top.problems().at((Node) null, "'" + stem + "' cannot be a runner", "rename the file");
            return "unnamed";
        }
        return stem;
    }

    private static List<String> strings(List<Section.Text> texts) {
        return texts.stream().map(Section.Text::value).toList();
    }

    private static Map<String, String> env(Section top) {
        for (Section.Entry entry : top.entries("env")) {
            if (!VARIABLE.matcher(entry.name()).matches()) {
                top.problems()
                        .at(
                                entry.key(),
                                "'" + entry.name() + "' cannot be a variable",
                                "use letters, digits and _, not beginning with a digit");
            }
        }
        return top.textMap("env");
    }

    private static Install install(Section top) {
        return top.requiredSection("install")
                .map(section -> {
                    try (section) {
                        return section.has("npm") ? npm(section) : onPath(section);
                    }
                })
                .orElse(NOTHING);
    }

    private static Install npm(Section section) {
        var packages = section.filled("npm", "npm: [package@1.2.3]");
        packages.stream()
                .filter(text -> !PINNED.matcher(text.value()).matches())
                .forEach(text -> section.problems()
                        .at(text.node(), "'" + text.value() + "' is not pinned to one version", "write package@1.2.3"));
        return new Install.Npm(
                strings(packages), section.text("executable"), section.integer("download_bytes", 0, 0, MOST_BYTES));
    }

    private static Install onPath(Section section) {
        return new Install.OnPath(section.text("executable"), section.text("version"));
    }

    private static RunnerSpec.@Nullable SelfReport selfReport(Section top) {
        return top.section("self_report")
                .map(section -> {
                    try (section) {
                        return new RunnerSpec.SelfReport(
                                section.choice("format", FORMATS), section.textOrNull("select"), pointers(section));
                    }
                })
                .orElse(null);
    }

    private static Map<String, String> pointers(Section section) {
        section.require("pointers", "pointers: {output_tokens: /usage/output_tokens}");
        for (Section.Entry entry : section.entries("pointers")) {
            if (entry.value() instanceof ScalarNode text
                    && !POINTER.matcher(text.getValue()).matches()) {
                section.problems()
                        .at(
                                text,
                                "'" + text.getValue() + "' is not a JSON Pointer",
                                "begin it with '/', such as /usage/output_tokens");
            }
        }
        return section.textMap("pointers");
    }
}
