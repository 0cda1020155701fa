package dev.steelyard.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.Folders;
import dev.steelyard.lab.runner.Installer;
import dev.steelyard.lab.runner.RunnerCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An agent as a user would start it, without Steelyard around it.
record RealAgent(Path folder, Path program, Map<String, String> environment) {
    private static final long LIMIT_MINUTES = 5;

    /// The OpenCode that is pinned, pointed at any server like OpenAI's.
    static RealAgent openCode(Path folder, String baseUrl, String key) throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        var installer = new Installer(Folders.of(System.getenv(), root).made(), _ -> {});
        var catalog = new RunnerCatalog(List.of(Launcher.CHECKOUT.resolve("runners")));
        Path bin = installer.install(catalog.get("opencode")).bin();
        Path home = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".home"));
        Path plugins = Files.createDirectories(home.resolve(".config/opencode/node_modules"));
        Files.writeString(plugins.resolveSibling("package.json"), "{}");
        String config = """
                {"model":"s/any-name","small_model":"s/any-name","autoupdate":false,"share":"disabled",\
                "permission":"allow","provider":{"s":{"npm":"@ai-sdk/openai-compatible","options":{"baseURL":"%s",\
                "apiKey":"%s"},"models":{"any-name":{"limit":{"context":200000,"output":32000}}}}}}""".formatted(baseUrl, key);
        return new RealAgent(
                folder,
                bin.resolve("opencode"),
                Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        home.toString(),
                        // The agent works where this says, not where it was started.
                        "PWD",
                        folder.toString(),
                        "XDG_CONFIG_HOME",
                        home.resolve(".config").toString(),
                        "OPENCODE_CONFIG_CONTENT",
                        config,
                        "OPENCODE_DISABLE_MODELS_FETCH",
                        "1",
                        "OPENCODE_DISABLE_AUTOUPDATE",
                        "1",
                        "OPENCODE_DISABLE_LSP_DOWNLOAD",
                        "1"));
    }

    /// What it printed.
    String run(String prompt) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        program.toString(), "run", "--title", "cell", "--format", "json", "--auto", prompt)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(".agent").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
            String printed = Files.readString(folder.resolve(".agent"));
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
