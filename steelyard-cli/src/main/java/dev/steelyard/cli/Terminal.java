package dev.steelyard.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/// Where a command prints and what it knows of its surroundings.
///
/// @param out results, and nothing else
/// @param err everything for the person who waits
/// @param interactive whether somebody is watching
public record Terminal(PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// By the conventions of no-color.org and force-color.org.
    public boolean colour() {
        if (variable("FORCE_COLOR").isPresent()) {
            return true;
        }
        return interactive
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").orElse("").equals("dumb");
    }

    public void say(String line) {
        err.println("steelyard: " + line);
    }
}
