package dev.steelyard.cli;

import dev.steelyard.lab.LabException;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.lab.runner.Installer;
import dev.steelyard.lab.runner.RunnerDefinition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The agents: which there are, and whether they are on this machine and work.
@Command(
        name = "runners",
        description = "List, install and check the coding agents that experiments can use.",
        mixinStandardHelpOptions = true)
final class RunnersCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private RunnersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new RunnersCommand(surroundings))
                .addSubcommand(new ListAll(surroundings))
                .addSubcommand(new InstallThem(surroundings))
                .addSubcommand(new CheckThem(surroundings));
    }

    @Override
    public Integer call() {
        return new ListAll(surroundings).call();
    }

    private static Installer installer(Surroundings surroundings) {
        return new Installer(
                surroundings.folders().made(),
                message -> surroundings.terminal().say(message));
    }

    private static List<RunnerDefinition> named(Surroundings surroundings, List<String> names) {
        var catalog = surroundings.catalog();
        return names.isEmpty()
                ? catalog.all()
                : names.stream().map(catalog::get).toList();
    }

    @Command(name = "list", description = "List the runners.", mixinStandardHelpOptions = true)
    private static final class ListAll implements Callable<Integer> {
        private final Surroundings surroundings;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var installer = new Installer(surroundings.folders(), _ -> {});
            var out = surroundings.terminal().out();
            out.printf("%-14s %-18s %-12s %-19s %s%n", "RUNNER", "AGENT", "VERSION", "DIALECT", "STATE");
            for (RunnerDefinition definition : surroundings.catalog().all()) {
                out.printf(
                        "%-14s %-18s %-12s %-19s %s%n",
                        definition.spec().name(),
                        definition.spec().title(),
                        definition.pinnedVersion().isEmpty() ? "any" : definition.pinnedVersion(),
                        definition.spec().dialect(),
                        state(installer, definition));
            }
            return ExitCode.FINE;
        }

        private static String state(Installer installer, RunnerDefinition definition) {
            String state = installer.present(definition) ? "installed" : "not installed";
            return definition.spec().unverified() == null ? state : state + ", unverified";
        }
    }

    @Command(
            name = "install",
            description = "Install runners into Steelyard's own cache, nothing globally.",
            mixinStandardHelpOptions = true)
    private static final class InstallThem implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(paramLabel = "RUNNER", arity = "1..*", description = "Which; see 'steelyard runners list'.")
        private List<String> names = List.of();

        InstallThem(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            for (RunnerDefinition definition : named(surroundings, names)) {
                Installed installed = installer(surroundings).install(definition);
                surroundings.terminal().out().println(definition.spec().name() + " " + installed.version());
            }
            return ExitCode.FINE;
        }
    }

    @Command(
            name = "check",
            description = "Ask installed runners for their version and compare it with the pinned one.",
            mixinStandardHelpOptions = true)
    private static final class CheckThem implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(paramLabel = "RUNNER", arity = "0..*", description = "Which; all that are installed if none.")
        private List<String> names = List.of();

        CheckThem(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            boolean fine = true;
            for (RunnerDefinition definition : named(surroundings, names)) {
                fine &= check(definition);
            }
            return fine ? ExitCode.FINE : ExitCode.FAILED;
        }

        private boolean check(RunnerDefinition definition) {
            Installer installer = installer(surroundings);
            String name = definition.spec().name();
            if (!installer.present(definition)) {
                surroundings.terminal().out().println(name + ": not installed");
                return names.isEmpty();
            }
            try {
                surroundings
                        .terminal()
                        .out()
                        .println(name + ": " + installer.install(definition).version() + ", ok");
                return true;
            } catch (LabException e) {
                surroundings.terminal().out().println(name + ": " + e.getMessage());
                return false;
            }
        }
    }
}
