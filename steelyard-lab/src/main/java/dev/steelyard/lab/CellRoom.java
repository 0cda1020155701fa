package dev.steelyard.lab;

import dev.steelyard.gateway.Door;
import dev.steelyard.lab.runner.AgentCell;
import dev.steelyard.lab.runner.CellPaths;
import dev.steelyard.lab.runner.CellProxy;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.lab.runner.Placeholders;
import dev.steelyard.lab.runner.StopSwitch;
import dev.steelyard.lab.subject.BuiltSubject;
import dev.steelyard.lab.workspace.CellSlot;
import dev.steelyard.model.Cell;
import dev.steelyard.model.RunnerSpec;
import dev.steelyard.model.Subject;
import dev.steelyard.model.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A cell's furnished folders: the subject's entries and the task's fixture in the workspace, an empty home.
///
/// @param before fingerprints of the workspace before the agent saw it; empty until all is in place
record CellRoom(CellPaths paths, BuiltSubject subject, SortedMap<String, String> before) {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

    static CellRoom furnish(RunContext run, CellSlot slot, Cell cell) throws IOException {
        CellPaths paths = slot.fresh();
        BuiltSubject subject = run.subject(cell.condition());
        Subject spec = run.plan().experiment().subject();
        for (String entry : spec.workspace()) {
            Tree.copy(subject.folder().resolve(entry), paths.work().resolve(entry));
        }
        Task task = run.plan().experiment().task(cell.task());
        if (task.fixture() != null) {
            Tree.copy(run.experiment().resolve(task.fixture()), paths.work());
        }
        return new CellRoom(paths, subject, new TreeMap<>());
    }

    /// The room with the workspace as the agent will find it.
    CellRoom withStart() throws IOException {
        return new CellRoom(paths, subject, Tree.fingerprints(paths.work()));
    }

    /// Writes the runner's files, hands the slot over, and says how the agent is to be started.
    AgentCell agentCell(
            RunContext run,
            Installed installed,
            Task task,
            Door door,
            CellProxy proxy,
            Path stdout,
            Path stderr,
            StopSwitch stop,
            CellSlot slot)
            throws IOException {
        RunnerSpec spec = installed.definition().spec();
        var placeholders = Placeholders.of(
                        spec,
                        paths,
                        door.baseUrl(),
                        door.key(),
                        UUID.randomUUID().toString(),
                        task.prompt(),
                        installed.bin().toString())
                .with(proxy.furnish(paths.home()));
        for (Map.Entry<String, String> file : placeholders.fill(spec.files()).entrySet()) {
            Path path = Path.of(placeholders.fill(file.getKey()));
            Files.createDirectories(path.getParent());
            // A runner must not replace what the subject or the task put there: it would be the treatment.
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        slot.handOver();
        Path promptFile = Files.writeString(stdout.resolveSibling("prompt.txt"), task.prompt());
        return new AgentCell(
                placeholders,
                paths,
                task.prompt(),
                promptFile,
                environment(run.plan().experiment().subject(), placeholders.fill(spec.env())),
                door.baseUrl(),
                door.key(),
                stdout,
                stderr,
                run.machine().sandbox(),
                run.mark() + "-" + UUID.randomUUID(),
                run.plan().experiment().limits().wall(),
                run.plan().experiment().limits().outputBytes(),
                stop);
    }

    /// All that the agent's processes see; the harness's own environment stays out.
    private Map<String, String> environment(Subject subjectSpec, Map<String, String> runnersOwn) {
        var environment = new TreeMap<String, String>();
        environment.put("HOME", paths.home().toString());
        environment.put("TMPDIR", paths.tmp().toString());
        environment.put("PATH", path(subjectSpec));
        environment.put("SHELL", "/bin/bash");
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("TERM", "dumb");
        environment.put("NO_COLOR", "1");
        environment.putAll(runnersOwn);
        return environment;
    }

    private String path(Subject subjectSpec) {
        return Stream.concat(
                        subjectSpec.pathEntries().stream()
                                .map(entry -> subject.folder().resolve(entry).toString()),
                        Stream.of(SYSTEM_PATH))
                .collect(Collectors.joining(":"));
    }
}
