package dev.steelyard.lab.runner;

import dev.steelyard.model.RunnerSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{home}`, `{base_url}` and their like into a runner's texts; other braces stay as they are.
public record Placeholders(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    public static Placeholders of(
            RunnerSpec runner, CellPaths paths, String baseUrl, String key, String session, String prompt, String bin) {
        return new Placeholders(Map.of(
                "home", paths.home().toString(),
                "work", paths.work().toString(),
                "tmp", paths.tmp().toString(),
                "base_url", baseUrl,
                "key", key,
                "session", session,
                "prompt", prompt,
                "model", runner.model(),
                "bin", bin));
    }

    public Placeholders with(Map<String, String> more) {
        var all = new TreeMap<>(values);
        all.putAll(more);
        return new Placeholders(all);
    }

    public String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    public List<String> fill(List<String> texts) {
        return texts.stream().map(this::fill).toList();
    }

    public Map<String, String> fill(Map<String, String> texts) {
        var filled = new TreeMap<String, String>();
        texts.forEach((name, text) -> filled.put(name, fill(text)));
        return filled;
    }
}
