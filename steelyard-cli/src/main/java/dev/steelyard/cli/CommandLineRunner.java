package dev.steelyard.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((failure, _, _) -> new Trouble(terminal).report(failure))
                .setParameterExceptionHandler((mistake, _) -> misused(mistake));
        line.setDefaultValueProvider(new EnvironmentDefaults(terminal.environment()));
        int code = line.execute(args);
        if (terminal.out().checkError()) {
            terminal.say("the result could not be written to standard output");
            return ExitCode.FAILED;
        }
        return code;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private int misused(ParameterException mistake) {
        terminal.say(String.valueOf(mistake.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, writer(terminal.err()))) {
            String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
            terminal.err().println("Try '" + command + " --help'.");
        }
        return ExitCode.USAGE;
    }
}
