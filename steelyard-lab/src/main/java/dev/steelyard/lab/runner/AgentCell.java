package dev.steelyard.lab.runner;

import dev.steelyard.lab.sandbox.Launch;
import dev.steelyard.lab.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// All that an agent is given.
///
/// @param environment the runner's own variables on top of the cell's, nothing from the harness
/// @param promptFile holds `prompt`, for agents that read it from stdin
/// @param limit wall clock from launch
public record AgentCell(
        Placeholders placeholders,
        CellPaths paths,
        String prompt,
        Path promptFile,
        Map<String, String> environment,
        String baseUrl,
        String key,
        Path stdout,
        Path stderr,
        Sandbox sandbox,
        String mark,
        Duration limit,
        long outputLimit,
        StopSwitch stop) {
    public Launch launch(List<String> argv, Path stdin, Path out, Path err) {
        return new Launch(
                argv,
                environment,
                paths.work(),
                stdin,
                out,
                err,
                mark,
                outputLimit,
                () -> stop.pull("output_bytes", "printed more than " + outputLimit + " bytes"));
    }
}
