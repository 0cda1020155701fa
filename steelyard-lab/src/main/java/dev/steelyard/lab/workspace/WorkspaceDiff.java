package dev.steelyard.lab.workspace;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.lab.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/// What an agent did to its workspace: kept as a list and, up to a limit, as the files themselves.
///
/// @param changes in order of path
public record WorkspaceDiff(List<FileChange> changes) {
    private static final long LARGEST_FILE = 8L << 20;
    private static final long LARGEST_TOTAL = 64L << 20;

    /// @param status `added`, `changed` or `removed`
    /// @param kept whether the content was kept: not for links, special files and what exceeds the limit
    public record FileChange(String path, String status, long bytes, boolean kept) {}

    /// Compares the workspace with what it was, and keeps what is new under `folder`: `workspace.json` and
    /// `workspace/`.
    public static WorkspaceDiff keep(SortedMap<String, String> before, Path work, Path folder) throws IOException {
        SortedMap<String, String> after = Tree.fingerprints(work);
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> java.util.Objects.equals(before.get(path), after.get(path)));
        var changes = new ArrayList<FileChange>();
        long left = LARGEST_TOTAL;
        for (String path : paths) {
            FileChange change = change(path, before, after, work, folder, left);
            left -= change.kept() ? change.bytes() : 0;
            changes.add(change);
        }
        var diff = new WorkspaceDiff(List.copyOf(changes));
        RunFolder.writeAtomically(
                folder.resolve("workspace.json"),
                Json.LINES.writeValueAsString(diff).getBytes(StandardCharsets.UTF_8));
        return diff;
    }

    private static FileChange change(
            String path,
            SortedMap<String, String> before,
            SortedMap<String, String> after,
            Path work,
            Path folder,
            long left)
            throws IOException {
        if (!after.containsKey(path)) {
            return new FileChange(path, "removed", 0, false);
        }
        String status = before.containsKey(path) ? "changed" : "added";
        Path file = work.resolve(path);
        boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
        long bytes = regular ? Files.size(file) : 0;
        boolean kept = regular && bytes <= Math.min(LARGEST_FILE, left);
        if (kept) {
            Path copy = folder.resolve("workspace").resolve(path);
            Files.createDirectories(java.util.Objects.requireNonNull(copy.getParent()));
            Files.write(copy, Files.readAllBytes(file));
        }
        return new FileChange(path, status, bytes, kept);
    }
}
