package dev.steelyard.gateway.simulated;

import dev.steelyard.model.Philox;
import dev.steelyard.model.Trajectory.Branch;
import dev.steelyard.model.Trajectory.Chance;
import dev.steelyard.model.Trajectory.Condition;
import dev.steelyard.model.Trajectory.OutputHas;
import dev.steelyard.model.Trajectory.PromptHas;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import dev.steelyard.model.Trajectory.Step;
import dev.steelyard.model.Trajectory.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the step that comes next: walks the trajectory from its start, letting the conversation's k-th tool result
/// answer the k-th [Run] or [Write] on the way. A branch is decided by what the conversation held when the walk first
/// came to it, so a later and longer conversation decides it the same way.
///
/// A branch's place is the path to it: step indices from 0, with `then` or `otherwise` between them, joined by dots
/// (`2`, `2.then.0`). A [Chance] is taken if the first draw of the stream (seed, label + `|` + place, 0) is below its
/// probability.
final class Walk {
    private final Role role;
    private final Conversation conversation;
    private int passed;

    private Walk(Role role, Conversation conversation) {
        this.role = role;
        this.conversation = conversation;
    }

    /// Null after the trajectory's end.
    static @Nullable Step next(Role role, Conversation conversation) {
        return new Walk(role, conversation).through(role.trajectory().steps(), "");
    }

    private @Nullable Step through(List<Step> steps, String place) {
        for (int i = 0; i < steps.size(); i++) {
            Step reached = reach(steps.get(i), place + i);
            if (reached != null) {
                return reached;
            }
        }
        return null;
    }

    private @Nullable Step reach(Step step, String place) {
        return switch (step) {
            case Run _, Write _ -> passed++ < conversation.results() ? null : step;
            case Say _ -> step;
            case Branch branch ->
                holds(branch.condition(), place)
                        ? through(branch.then(), place + ".then.")
                        : through(branch.otherwise(), place + ".otherwise.");
        };
    }

    private boolean holds(Condition condition, String place) {
        return switch (condition) {
            case Chance(double probability) ->
                new Philox(role.seed(), role.label() + "|" + place, 0).nextDouble() < probability;
            case OutputHas(var regex) ->
                passed > 0 && regex.matcher(conversation.outputOf(passed)).find();
            case PromptHas(var regex) ->
                regex.matcher(conversation.textAfter(passed)).find();
        };
    }
}
