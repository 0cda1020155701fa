package dev.steelyard.lab.subject;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.journal.spec.SpecProblem;
import dev.steelyard.lab.BuildCommand;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Permissions;
import dev.steelyard.lab.Tree;
import dev.steelyard.model.Change;
import dev.steelyard.model.Condition;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Builds the subject of every condition, each once: a built subject is kept under the digest of what it was built
/// from.
public final class SubjectBuilder {
    /// What a checkout holds that is not its source: it would make the same subject look different on two machines.
    private static final Set<String> NOT_SOURCE = Set.of(".git", "node_modules");

    private final ExperimentFile experiment;
    private final Folders folders;
    private final Consumer<String> progress;
    private final List<SpecProblem> problems = new ArrayList<>();

    public SubjectBuilder(ExperimentFile experiment, Folders folders, Consumer<String> progress) {
        this.experiment = experiment;
        this.folders = folders;
        this.progress = progress;
    }

    /// Condition → built subject, in the experiment's order.
    ///
    /// @throws SpecException if a change alters what it did not declare, or nothing at all
    /// @throws LabException if a change or the build fails
    public Map<String, BuiltSubject> buildAll() {
        var built = new LinkedHashMap<String, BuiltSubject>();
        for (Condition condition : experiment.spec().conditions()) {
            built.put(condition.name(), build(condition));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return built;
    }

    private BuiltSubject build(Condition condition) {
        try {
            Path draft = Files.createTempDirectory(folders.subjects(), ".draft-");
            try {
                Path copy = draft.resolve("subject");
                Tree.copy(experiment.resolve(experiment.spec().subject().path()), copy, NOT_SOURCE);
                List<Alteration> alterations = applyChanges(condition, copy);
                return finish(condition, copy, alterations);
            } finally {
                Tree.delete(draft);
            }
        } catch (IOException e) {
            throw new LabException("the subject of condition '" + condition.name() + "' cannot be built: " + e, e);
        }
    }

    private List<Alteration> applyChanges(Condition condition, Path copy) throws IOException {
        var alterations = new ArrayList<Alteration>();
        SortedMap<String, String> before = Tree.fingerprints(copy);
        SortedMap<String, String> seenBefore = visible(copy);
        for (String id : condition.changes()) {
            Change change = experiment.spec().change(id).orElseThrow();
            apply(change, condition, copy);
            SortedMap<String, String> after = Tree.fingerprints(copy);
            check(change, condition, differing(before, after));
            before = after;
            SortedMap<String, String> seenAfter = visible(copy);
            alterations.add(Alteration.between(id, seenBefore, seenAfter));
            seenBefore = seenAfter;
        }
        return alterations;
    }

    private SortedMap<String, String> visible(Path copy) throws IOException {
        return VisibleTexts.of(copy, experiment.spec().subject().workspace());
    }

    private void apply(Change change, Condition condition, Path copy) throws IOException {
        switch (change.edit()) {
            case Change.Edit.Overlay(String path) -> Tree.copy(experiment.resolve(path), copy);
            case Change.Edit.Command(List<String> argv) ->
                run(argv, copy, "the change '" + change.id() + "' of condition '" + condition.name() + "'");
        }
    }

    private static Set<String> differing(Map<String, String> before, Map<String, String> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> java.util.Objects.equals(before.get(path), after.get(path)));
        return paths;
    }

    private void check(Change change, Condition condition, Set<String> differing) {
        String where = "the change '" + change.id() + "', in condition '" + condition.name() + "',";
        if (differing.isEmpty()) {
            problem(where + " alters nothing", "an arm that equals another cannot show an effect");
        }
        List<PathMatcher> declared = change.touches().stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        for (String path : differing) {
            if (declared.stream().noneMatch(matcher -> matcher.matches(Path.of(path)))) {
                problem(where + " alters " + path + ", which it does not declare", "add it to 'touches' if it belongs");
            }
        }
    }

    private void problem(String what, String hint) {
        problems.add(new SpecProblem(experiment.file(), 0, 0, what, hint));
    }

    private BuiltSubject finish(Condition condition, Path copy, List<Alteration> alterations) throws IOException {
        String digest = Tree.digest(Tree.fingerprints(copy));
        List<String> build = experiment.spec().subject().build();
        Path kept = folders.subjects().resolve(Tree.digest(digest + build));
        if (!Files.isDirectory(kept)) {
            if (!build.isEmpty()) {
                progress.accept("building the subject at " + condition.name());
                run(build, copy, "the build of condition '" + condition.name() + "'");
            }
            Permissions.readableByAll(copy);
            keep(copy, kept);
        }
        return new BuiltSubject(condition.name(), digest, kept, alterations);
    }

    private static void keep(Path copy, Path kept) throws IOException {
        try {
            Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.DirectoryNotEmptyException | java.nio.file.FileAlreadyExistsException _) {
            // Another steelyard built the same subject meanwhile; its folder is as good as ours.
        }
    }

    private void run(List<String> argv, Path folder, String what) {
        List<String> expanded = argv.stream()
                .map(argument ->
                        argument.replace("{experiment}", experiment.folder().toString()))
                .toList();
        new BuildCommand(expanded, folder, what).run();
    }
}
