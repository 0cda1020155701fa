package dev.steelyard.lab.runner;

import dev.steelyard.journal.Reason;
import dev.steelyard.journal.spec.RunnerFile;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The runners there are: one YAML file each, in folders searched in order, and the built-in `reference`.
public final class RunnerCatalog {
    private final SortedMap<String, Path> files = new TreeMap<>();

    /// @param folders earlier ones win; those that do not exist are passed over
    public RunnerCatalog(List<Path> folders) {
        for (Path folder : folders) {
            yamlFiles(folder).forEach(file -> files.putIfAbsent(stem(file), file));
        }
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LabException("the folder of runners " + folder + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }

    public SortedSet<String> names() {
        var names = new TreeSet<>(files.keySet());
        names.add(ReferenceRunner.NAME);
        return names;
    }

    /// @throws SpecException if the runner's file has mistakes
    /// @throws LabException if there is no such runner
    public RunnerDefinition get(String name) {
        if (name.equals(ReferenceRunner.NAME) && !files.containsKey(name)) {
            return new RunnerDefinition(ReferenceRunner.SPEC, Optional.empty());
        }
        Path file = files.get(name);
        if (file == null) {
            throw new LabException("there is no runner '" + name + "'; there are: " + String.join(", ", names()));
        }
        RunnerFile read = RunnerFile.read(file);
        return new RunnerDefinition(read.spec(), Optional.of(read));
    }

    /// Every runner, with the mistakes of those that cannot be read thrown together.
    public List<RunnerDefinition> all() {
        var problems = new ArrayList<dev.steelyard.journal.spec.SpecProblem>();
        var all = new ArrayList<RunnerDefinition>();
        for (String name : names()) {
            try {
                all.add(get(name));
            } catch (SpecException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return all;
    }
}
