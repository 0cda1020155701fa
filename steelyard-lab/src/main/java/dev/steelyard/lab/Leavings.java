package dev.steelyard.lab;

import dev.steelyard.lab.runner.SelfReports;
import dev.steelyard.lab.workspace.WorkspaceDiff;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an agent left in its cell.
///
/// @param selfReported the agent's own numbers
/// @param grades which expected artefacts are there
record Leavings(Map<String, Object> selfReported, Map<String, Object> grades) {
    static final Leavings NONE = new Leavings(Map.of(), Map.of());

    static Leavings of(Task task, Path work, RunnerSpec.@Nullable SelfReport report, Path stdout, WorkspaceDiff diff)
            throws IOException {
        var artefacts = new TreeMap<String, Object>();
        for (String artefact : task.artefacts()) {
            artefacts.put(artefact, Files.isRegularFile(work.resolve(artefact), LinkOption.NOFOLLOW_LINKS));
        }
        var grades = new TreeMap<String, Object>();
        grades.put("artefacts", artefacts);
        grades.put("files_changed", diff.changes().size());
        Map<String, Object> own = report == null || !Files.exists(stdout) ? Map.of() : SelfReports.read(report, stdout);
        return new Leavings(own, grades);
    }
}
