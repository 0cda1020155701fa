package dev.steelyard.lab.runner;

import dev.steelyard.journal.Reason;
import dev.steelyard.lab.sandbox.Started;
import dev.steelyard.model.RunnerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// An agent that is a command line.
public record CommandAgent(Installed installed) implements Agent {
    private static final Path NOTHING = Path.of("/dev/null");

    @Override
    public Ending run(AgentCell cell) throws InterruptedException {
        RunnerSpec spec = installed.definition().spec();
        List<String> argv = cell.placeholders().fill(spec.argv());
        Path stdin = spec.prompt() == RunnerSpec.Prompt.STDIN ? cell.promptFile() : NOTHING;
        long launched = System.nanoTime();
        Started started = cell.sandbox().launch(cell.launch(argv, stdin, cell.stdout(), cell.stderr()));
        OptionalInt exit;
        try (started) {
            cell.stop().onPull(started::kill);
            exit = started.await(cell.limit());
        }
        boolean timedOut = exit.isEmpty();
        boolean stopped = timedOut || cell.stop().reason().isPresent();
        return new Ending(
                stopped ? OptionalInt.empty() : exit,
                timedOut,
                started.outputFailure().map(Reason::of).orElse(null),
                Duration.ofNanos(System.nanoTime() - launched));
    }
}
