package dev.steelyard.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Walks the paths of the short commands once, printing nothing: the run that the launcher's start-up cache is made
/// from.
@Command(name = "warm-up", hidden = true, description = "Exercise the start-up of the short commands.")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var terminal = new Terminal(nowhere, nowhere, Map.of(), false);
        String pilot = new Surroundings(terminal)
                .installation()
                .resolve("experiments/pilot")
                .toString();
        for (String[] line :
                new String[][] {{"--help"}, {"run", "--help"}, {"validate", pilot}, {"schema"}, {"runners"}}) {
            new CommandLineRunner(terminal).run(line);
        }
        return ExitCode.FINE;
    }
}
