package dev.steelyard.lab.doctor;

import dev.steelyard.journal.Reason;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Machine;
import dev.steelyard.lab.doctor.Finding.Grade;
import dev.steelyard.lab.runner.Installer;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.lab.runner.RunnerDefinition;
import dev.steelyard.lab.sandbox.ProcessSandbox;
import dev.steelyard.lab.workspace.CellSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries each thing a run needs, rather than reading that it should be there.
public record Checkup(Machine machine, RunnerCatalog catalog) {
    private static final List<String> CELL_PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");
    private static final long FREE_BYTES = 2L << 30;

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(Grade.OK, "java", Runtime.version().toString()));
        findings.add(onOurPath("node", "agents from npm need it: install Node.js 20 or newer"));
        findings.add(onOurPath("npm", "agents from npm need it: install Node.js 20 or newer"));
        findings.add(onPath("bash", "agents run their commands in it"));
        findings.add(ripgrep());
        findings.add(sandbox());
        findings.add(cells());
        findings.add(disk(machine.folders().cache()));
        findings.add(disk(machine.folders().cells()));
        catalog.all().forEach(definition -> findings.add(runner(definition)));
        return findings;
    }

    private static Finding onPath(String program, String advice) {
        return find(program)
                .map(path -> new Finding(Grade.OK, program, path.toString()))
                .orElse(new Finding(Grade.MISSING, program, advice));
    }

    /// Installing is done with the harness's own PATH, cells have another.
    private static Finding onOurPath(String program, String advice) {
        return Installer.find(program)
                .map(folder ->
                        new Finding(Grade.OK, program, folder.resolve(program).toString()))
                .orElse(new Finding(Grade.MISSING, program, advice));
    }

    private static Finding ripgrep() {
        return find("rg")
                .map(path -> new Finding(Grade.OK, "ripgrep", path.toString()))
                .orElse(new Finding(
                        Grade.NOTE,
                        "ripgrep",
                        "no 'rg' on the PATH: OpenCode would try to download it in a cell when it searches"));
    }

    private static Optional<Path> find(String program) {
        return CELL_PATH.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Finding sandbox() {
        Optional<String> unavailable = machine.sandbox().unavailable();
        if (unavailable.isPresent()) {
            return new Finding(Grade.MISSING, "sandbox process", unavailable.get());
        }
        if (machine.sandbox() instanceof ProcessSandbox process && !process.hasNamespaces()) {
            return new Finding(
                    Grade.NOTE,
                    "sandbox process",
                    "no PID namespaces here: strays of an agent are searched for by their mark instead");
        }
        return new Finding(Grade.OK, "sandbox process", "every descendant of an agent ends with its cell");
    }

    private Finding cells() {
        try (CellSlot slot = CellSlot.take(machine.folders(), machine.user())) {
            slot.fresh();
            slot.handOver();
            return new Finding(Grade.OK, "cells", slot.paths().work().toString());
        } catch (IOException | LabException e) {
            return new Finding(Grade.MISSING, "cells", String.valueOf(e.getMessage()));
        }
    }

    private static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String says = "%.1f GB free at %s".formatted(free / 1e9, folder);
            return new Finding(free < FREE_BYTES ? Grade.NOTE : Grade.OK, "disk", says);
        } catch (IOException e) {
            return new Finding(Grade.MISSING, "disk", folder + ": " + Reason.of(e));
        }
    }

    private Finding runner(RunnerDefinition definition) {
        var installer = new Installer(machine.folders(), _ -> {});
        String what = "runner " + definition.spec().name();
        if (!installer.present(definition)) {
            return new Finding(Grade.NOTE, what, "not installed; the first run that uses it installs it");
        }
        try {
            return new Finding(Grade.OK, what, installer.install(definition).version());
        } catch (LabException e) {
            return new Finding(Grade.MISSING, what, String.valueOf(e.getMessage()));
        }
    }
}
