package dev.steelyard.lab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.Tree;
import dev.steelyard.lab.workspace.WorkspaceDiff.FileChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceDiffTest {
    @TempDir
    private Path temp;

    @Test
    void added_changed_and_removed_files_are_listed_and_what_is_new_is_kept() throws IOException {
        // Given
        Path work = Files.createDirectory(temp.resolve("work"));
        Files.writeString(work.resolve("same"), "same");
        Files.writeString(work.resolve("old"), "old");
        Files.writeString(work.resolve("gone"), "gone");
        var before = Tree.fingerprints(work);
        Files.writeString(work.resolve("old"), "new!");
        Files.delete(work.resolve("gone"));
        Files.createDirectory(work.resolve("dir"));
        Files.writeString(work.resolve("dir/fresh"), "fresh");

        // When
        var diff = WorkspaceDiff.keep(before, work, Files.createDirectory(temp.resolve("kept")));

        // Then
        assertThat(diff.changes())
                .containsExactly(
                        new FileChange("dir/fresh", "added", 5, true),
                        new FileChange("gone", "removed", 0, false),
                        new FileChange("old", "changed", 4, true));
        assertThat(temp.resolve("kept/workspace/dir/fresh")).hasContent("fresh");
        assertThat(temp.resolve("kept/workspace.json")).isNotEmptyFile();
    }

    @Test
    void a_link_out_of_the_workspace_is_listed_but_never_followed() throws IOException {
        // Given
        Files.writeString(temp.resolve("secret"), "secret");
        Path work = Files.createDirectory(temp.resolve("work"));
        var before = Tree.fingerprints(work);
        Files.createSymbolicLink(work.resolve("trap"), temp.resolve("secret"));

        // When
        var diff = WorkspaceDiff.keep(before, work, Files.createDirectory(temp.resolve("kept")));

        // Then
        assertThat(diff.changes()).containsExactly(new FileChange("trap", "added", 0, false));
        assertThat(temp.resolve("kept/workspace")).doesNotExist();
    }
}
