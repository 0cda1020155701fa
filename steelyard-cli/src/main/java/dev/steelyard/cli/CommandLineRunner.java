package dev.steelyard.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// Parses a command line, runs the command, and turns every kind of trouble into a message and an exit code.
public final class CommandLineRunner {
    private final Terminal terminal;

    public CommandLineRunner(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(String... args) {
        CommandLine line = SteelyardCommand.commandLine(terminal)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((failure, _, _) -> new Trouble(terminal).report(failure))
                .setParameterExceptionHandler((mistake, _) -> misused(mistake));
        line.setDefaultValueProvider(new EnvironmentDefaults(terminal.environment()));
        return line.execute(args);
    }

    private int misused(ParameterException mistake) {
        terminal.say(mistake.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(terminal.err(), true))) {
            String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
            terminal.err().println("Try '" + command + " --help'.");
        }
        return ExitCode.USAGE;
    }
}
