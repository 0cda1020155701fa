package dev.steelyard.lab.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A command to run in a cell.
///
/// @param environment all of it; nothing is inherited
/// @param stdin a file the command reads to its end
/// @param mark `run-token`: carried in the environment of every process of the cell, so that strays can be found
/// @param outputLimit bytes of stdout and stderr together that are kept
/// @param onFlood called once if more is printed; what follows is read and dropped
public record Launch(
        List<String> argv,
        Map<String, String> environment,
        Path work,
        Path stdin,
        Path stdout,
        Path stderr,
        String mark,
        long outputLimit,
        Runnable onFlood) {
    /// The environment variable that holds [#mark].
    public static final String MARK = "STEELYARD_CELL";

    public Launch {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }
}
