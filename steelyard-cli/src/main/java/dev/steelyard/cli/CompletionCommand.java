package dev.steelyard.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// Prints a completion script.
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh: source <(steelyard completion)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var root = SteelyardCommand.commandLine(surroundings.terminal());
        surroundings.terminal().out().println(AutoComplete.bash("steelyard", root));
        return ExitCode.FINE;
    }
}
