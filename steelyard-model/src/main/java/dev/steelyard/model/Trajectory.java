package dev.steelyard.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the simulated model does about a task: a small program in abstract steps, which the gateway maps onto
/// whatever tools an agent offers. A step that ends the turn is the last one reached.
public record Trajectory(List<Step> steps) {
    public Trajectory {
        steps = List.copyOf(steps);
    }

    public sealed interface Step {}

    /// Run a shell command in the workspace.
    ///
    /// @param say text that goes with the tool call, or null
    public record Run(String command, @Nullable String say) implements Step {}

    /// Write a file of the workspace.
    public record Write(
            String path, String content, @Nullable String say) implements Step {}

    /// End the turn with this text.
    public record Say(String text) implements Step {}

    public record Branch(Condition condition, List<Step> then, List<Step> otherwise) implements Step {
        public Branch {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    public sealed interface Condition {}

    /// Taken with this probability, drawn from the plan's seed, the cell and the branch's place.
    public record Chance(double probability) implements Condition {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a chance lies between 0 and 1, got " + probability);
            }
        }
    }

    /// Taken if the regex is found in the latest tool result.
    public record OutputHas(Pattern regex) implements Condition {}

    /// Taken if the regex is found anywhere in the request's text.
    public record PromptHas(Pattern regex) implements Condition {}
}
