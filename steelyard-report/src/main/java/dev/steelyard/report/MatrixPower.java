package dev.steelyard.report;

import dev.steelyard.model.Plan;
import dev.steelyard.stats.PairedRatio;
import dev.steelyard.stats.Power;
import dev.steelyard.stats.Power.Noise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a matrix could show, said before it is paid for.
///
/// @param tasks distinct tasks
/// @param repetitions of each cell
/// @param runners pooled runners average out repetition noise, not how much the effect differs between tasks
public record MatrixPower(int tasks, int repetitions, int runners) {
    private static final int PERCENT = 100;

    public MatrixPower {
        if (tasks < 1 || repetitions < 1 || runners < 1) {
            throw new IllegalArgumentException("a matrix has a task, a repetition and a runner, got " + tasks + ", "
                    + repetitions + ", " + runners);
        }
    }

    public static MatrixPower of(Plan plan) {
        var experiment = plan.experiment();
        return new MatrixPower(
                experiment.tasks().size(),
                experiment.repetitions(),
                experiment.runners().size());
    }

    /// Sentences, one a line.
    public List<String> describe() {
        var sentences = new ArrayList<String>();
        if (tasks == 1) {
            sentences.add("With one task there is no interval at all: this matrix describes that task.");
            return sentences;
        }
        sentences.add(
                "Smallest saving that " + tasks + " tasks × " + repetitions + " repetitions show with 80 % power: "
                        + savings(repetitions) + (runners == 1 ? "." : ", per runner."));
        if (runners > 1) {
            sentences.add("All " + runners + " runners together, as far as a change does the same to each: "
                    + savings(repetitions * runners) + ".");
        }
        if (tasks < PairedRatio.VERDICT_UNITS) {
            sentences.add("Below " + PairedRatio.VERDICT_UNITS
                    + " tasks no verdict is possible; this matrix describes. More tasks beat more repetitions.");
        }
        sentences.add("Assumed scatter until a run has measured it: " + noise(Noise.TOKENS) + " for tokens and cost, "
                + noise(Noise.LATENCY) + " for times.");
        return sentences;
    }

    private String savings(int averaged) {
        return saving(Noise.TOKENS, averaged) + " in tokens or cost, " + saving(Noise.LATENCY, averaged)
                + " in wall clock";
    }

    private String saving(Noise noise, int averaged) {
        long percent = Math.round(PERCENT * Power.smallestSaving(noise, tasks, averaged));
        return percent >= PERCENT ? "none, however large," : percent + " %";
    }

    private static String noise(Noise noise) {
        return String.format(
                Locale.ROOT, "log-sd %.2f between tasks and %.2f between repetitions", noise.tau(), noise.sigma());
    }
}
