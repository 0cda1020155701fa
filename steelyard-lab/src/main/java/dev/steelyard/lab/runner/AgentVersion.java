package dev.steelyard.lab.runner;

import dev.steelyard.journal.Reason;
import dev.steelyard.lab.LabException;
import dev.steelyard.model.RunnerSpec.Install;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Asks an agent which version it is.
final class AgentVersion {
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?[0-9A-Za-z.+-]*");
    private static final long LIMIT_SECONDS = 60;

    private AgentVersion() {}

    /// What the agent answers, which must be what its definition pins.
    static String checked(RunnerDefinition definition, Path bin) {
        if (definition.spec().install() instanceof Install.BuiltIn) {
            return definition.pinnedVersion();
        }
        String said = ask(definition, bin);
        if (!definition.pinnedVersion().isEmpty() && !said.equals(definition.pinnedVersion())) {
            throw new LabException(definition.spec().name() + " says it is version " + said + ", but "
                    + definition.pinnedVersion() + " is pinned");
        }
        return said;
    }

    private static String ask(RunnerDefinition definition, Path bin) {
        List<String> argv = definition.spec().versionArgv().stream()
                .map(argument -> argument.replace("{bin}", bin.toString()))
                .toList();
        try {
            Path home = Files.createTempDirectory("steelyard-version-");
            try {
                return parse(definition, output(argv, home));
            } finally {
                dev.steelyard.lab.Tree.delete(home);
            }
        } catch (IOException e) {
            throw new LabException(definition.spec().name() + " cannot be started: " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(
                    "interrupted while asking " + definition.spec().name() + " for its version", e);
        }
    }

    private static String output(List<String> argv, Path home) throws IOException, InterruptedException {
        Path answer = home.resolve("answer");
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("HOME", home.toString());
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(answer, StandardCharsets.UTF_8);
    }

    private static String parse(RunnerDefinition definition, String output) {
        return NUMBER.matcher(output)
                .results()
                .map(match -> match.group())
                .findFirst()
                .orElseThrow(() -> new LabException(
                        definition.spec().name() + " did not tell its version, but printed: " + output.strip()));
    }
}
