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

/// A runner's definition and the file it was read from: `runners/NAME.yaml`.
public record RunnerFile(Path file, RunnerSpec spec) {
    private static final Map<String, RunnerSpec.Prompt> PROMPTS =
            new TreeMap<>(Map.of("stdin", RunnerSpec.Prompt.STDIN, "argv", RunnerSpec.Prompt.ARGV));
    private static final List<String> DIALECTS =
            List.of("anthropic-messages", "openai-chat", "openai-responses", "gemini");
    private static final Pattern PINNED = Pattern.compile("(@[a-z0-9._~-]+/)?[a-z0-9._~-]+@[0-9][0-9A-Za-z.+-]*");
    private static final Install NOTHING = new Install.BuiltIn();

    /// @throws SpecException with every mistake of the file
    public static RunnerFile read(Path file) {
        var problems = new Problems(file);
        var spec = YamlFile.open(file, problems).map(top -> runner(file, top));
        problems.throwIfAny();
        return new RunnerFile(file, spec.orElseThrow());
    }

    /// The npm lockfile that pins what an install fetches, beside the definition; null where there is none.
    public @Nullable Path lockfile() {
        Path lock = file.resolveSibling(spec.name() + ".package-lock.json");
        return Files.isRegularFile(lock) ? lock : null;
    }

    private static RunnerSpec runner(Path file, Section top) {
        try (top) {
            top.integer("schema_version", 1, 1);
            String name = nameOf(file, top);
            String dialect = top.text("dialect");
            if (!dialect.isEmpty() && !DIALECTS.contains(dialect)) {
                top.problems()
                        .at(top.at("dialect"), "unknown dialect '" + dialect + "'", Suggestion.hint(dialect, DIALECTS));
            }
            return new RunnerSpec(
                    name,
                    top.text("title", name),
                    install(top),
                    dialect,
                    top.text("model"),
                    top.textMap("files"),
                    top.textMap("env"),
                    argv(top),
                    top.choice("prompt", PROMPTS, RunnerSpec.Prompt.STDIN),
                    top.has("resume") ? top.texts("resume") : null,
                    top.texts("version_argv"),
                    selfReport(top),
                    top.textOrNull("unverified"));
        }
    }

    private static String nameOf(Path file, Section top) {
        String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        if (!Name.isValid(stem)) {
            top.problems().at(top.at(""), "'" + stem + "' cannot be a runner", "rename the file");
            return "unnamed";
        }
        return stem;
    }

    private static List<String> argv(Section top) {
        if (!top.has("argv")) {
            top.problems().at(top.at("argv"), "the key 'argv' is missing", "the agent's command line");
        }
        return top.texts("argv");
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
        var packages = section.texts("npm");
        packages.stream()
                .filter(name -> !PINNED.matcher(name).matches())
                .forEach(name -> section.problems()
                        .at(section.at("npm"), "'" + name + "' is not pinned to one version", "write package@1.2.3"));
        return new Install.Npm(packages, section.text("executable"), section.integer("download_bytes", 0, 0));
    }

    private static Install onPath(Section section) {
        return new Install.OnPath(section.text("executable"), section.text("version"));
    }

    private static RunnerSpec.@Nullable SelfReport selfReport(Section top) {
        return top.section("self_report")
                .map(section -> {
                    try (section) {
                        return new RunnerSpec.SelfReport(
                                section.text("format"), section.textOrNull("select"), section.textMap("pointers"));
                    }
                })
                .orElse(null);
    }
}
