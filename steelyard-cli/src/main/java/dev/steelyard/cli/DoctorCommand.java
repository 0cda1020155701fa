package dev.steelyard.cli;

import dev.steelyard.lab.doctor.Checkup;
import dev.steelyard.lab.doctor.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says what this machine can do and what it lacks.
@Command(
        name = "doctor",
        description = "Try everything a run needs on this machine, and say what is missing and how to get it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Checkup(surroundings.machine(), surroundings.catalog()).findings();
        for (Finding finding : findings) {
            surroundings
                    .terminal()
                    .out()
                    .printf(
                            "%-8s %-24s %s%n",
                            finding.grade().name().toLowerCase(java.util.Locale.ROOT), finding.what(), finding.says());
        }
        boolean fine = findings.stream().noneMatch(finding -> finding.grade() == Finding.Grade.MISSING);
        return fine ? ExitCode.FINE : ExitCode.FAILED;
    }
}
