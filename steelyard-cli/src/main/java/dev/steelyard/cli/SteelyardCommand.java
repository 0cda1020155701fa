package dev.steelyard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The root of the command line.
@Command(
        name = "steelyard",
        description = "Controlled experiments on coding agents: did a change make them faster or cheaper, and is"
                + " their work still right?",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "First steps:",
            "  steelyard run experiments/pilot     the pilot, with real agents and a simulated model",
            "  steelyard init                      an experiment of your own"
        })
final class SteelyardCommand {
    private SteelyardCommand() {}

    static CommandLine commandLine(Terminal terminal) {
        var surroundings = new Surroundings(terminal);
        return new CommandLine(new SteelyardCommand())
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new ReplayCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new ReportCommand(surroundings))
                .addSubcommand(new GatewayCommand(surroundings))
                .addSubcommand(ImportCommand.commandLine(surroundings))
                .addSubcommand(RunnersCommand.commandLine(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new InitCommand(surroundings))
                .addSubcommand(new PricesCommand(surroundings))
                .addSubcommand(new SchemaCommand(surroundings))
                .addSubcommand(new CompletionCommand(surroundings))
                .addSubcommand(new BenchCommand(surroundings))
                .addSubcommand(new WarmUpCommand());
    }
}
