package dev.steelyard.lab.runner;

import dev.steelyard.model.RunnerSpec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The smallest agent that is one: a loop with a bash tool, inside this process. For tests, for measuring the harness
/// itself, and for machines without npm. Its tool commands run in the cell's sandbox like any agent's.
public final class ReferenceRunner implements Agent {
    public static final String NAME = "reference";
    public static final String VERSION = "1";
    public static final RunnerSpec SPEC = new RunnerSpec(
            NAME,
            "Reference loop",
            new RunnerSpec.Install.BuiltIn(),
            "anthropic-messages",
            "shared-model",
            null,
            Map.of(),
            Map.of(),
            List.of(),
            RunnerSpec.Prompt.STDIN,
            null,
            List.of(),
            null,
            null);

    /// Shared: a client a cell would cost threads and connections.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Override
    public Ending run(AgentCell cell) throws InterruptedException {
        long launched = System.nanoTime();
        long deadline = launched + cell.limit().toNanos();
        Thread self = Thread.currentThread();
        cell.stop().onPull(self::interrupt);
        OptionalInt exit = OptionalInt.empty();
        boolean timedOut = false;
        try {
            exit = OptionalInt.of(new ReferenceLoop(client, cell, deadline).run());
        } catch (ReferenceLoop.OutOfTime _) {
            timedOut = true;
        } catch (InterruptedException e) {
            if (cell.stop().reason().isEmpty()) {
                throw e;
            }
        } catch (IOException e) {
            exit = OptionalInt.of(failed(cell.stderr(), e));
        } finally {
            cell.stop().onPull(() -> {});
        }
        return new Ending(exit, timedOut, Duration.ofNanos(System.nanoTime() - launched));
    }

    private static int failed(Path stderr, IOException cause) {
        try {
            Files.writeString(stderr, cause + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return 1;
    }
}
