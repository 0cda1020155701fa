package dev.steelyard.lab;

import dev.steelyard.journal.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command of the user's own, run before any cell: no agent, no sandbox, the user's environment.
public record BuildCommand(List<String> argv, Path folder, String what) {
    private static final long LIMIT_MINUTES = 15;
    private static final int TAIL_CHARACTERS = 2_000;

    /// @throws LabException with the end of what the command printed
    public void run() {
        try {
            Path log = Files.createTempFile("steelyard-build-", ".log");
            try {
                run(log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new LabException(what + " cannot be run: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(what + " was interrupted", e);
        }
    }

    private void run(Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new LabException(what + " did not end within " + LIMIT_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new LabException(what + " failed (" + String.join(" ", argv) + ", exit code " + process.exitValue()
                    + ")\n" + tail(log).indent(4).stripTrailing());
        }
    }

    private static String tail(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
        return text.length() <= TAIL_CHARACTERS ? text : "…" + text.substring(text.length() - TAIL_CHARACTERS);
    }
}
