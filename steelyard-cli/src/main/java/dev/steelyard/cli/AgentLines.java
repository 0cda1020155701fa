package dev.steelyard.cli;

import dev.steelyard.gateway.Door;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.lab.runner.RunnerDefinition;
import java.util.Map;
import java.util.TreeMap;

/// What points each known agent to a door, of what its runner's file sets: the variables that hold the address or the
/// key. An agent that takes its address from a file has none.
final class AgentLines {
    private static final String URL = "{base_url}";
    private static final String KEY = "{key}";

    private AgentLines() {}

    /// @return agent → variable → value
    static Map<String, Map<String, String>> of(RunnerCatalog catalog, Door door) {
        var lines = new TreeMap<String, Map<String, String>>();
        for (RunnerDefinition runner : catalog.all()) {
            var variables = new TreeMap<String, String>();
            runner.spec().env().forEach((name, value) -> {
                if (value.contains(URL) || value.contains(KEY)) {
                    variables.put(name, value.replace(URL, door.baseUrl()).replace(KEY, door.key()));
                }
            });
            if (variables.values().stream().anyMatch(value -> value.contains(door.baseUrl()))) {
                lines.put(runner.spec().name(), variables);
            }
        }
        return lines;
    }

    /// For a POSIX shell.
    static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
