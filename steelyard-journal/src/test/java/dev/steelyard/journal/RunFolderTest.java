package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path path;

    @Test
    void a_new_folder_takes_the_plan() {
        // Given
        var folder = new RunFolder(path.resolve("runs/new"));

        // When
        folder.claim(Samples.plan());

        // Then
        assertThat(folder.plan()).hasBinaryContent(PlanCodec.encode(Samples.plan()));
    }

    @Test
    void the_same_plan_may_come_again() {
        // Given
        var folder = new RunFolder(path);
        folder.claim(Samples.plan());

        // Then
        assertThatCode(() -> folder.claim(Samples.plan())).doesNotThrowAnyException();
    }

    @Test
    void another_plan_is_refused() {
        // Given
        var folder = new RunFolder(path);
        folder.claim(Samples.plan());
        var other = new Plan(1, Samples.plan().experiment(), Samples.plan().pins(), List.of());

        // Then
        assertThatThrownBy(() -> folder.claim(other))
                .isInstanceOf(JournalException.class)
                .hasMessage(path + " holds another plan; choose another --out, or remove it");
    }

    @Test
    void record_files_are_replaced_as_a_whole_and_leave_nothing_beside_them() throws IOException {
        // Given
        var folder = new RunFolder(path);
        folder.writeRecords(List.of(Samples.solved(Samples.CELL, 1), Samples.solved(Samples.CELL, 2)), List.of());

        // When
        folder.writeRecords(List.of(Samples.solved(Samples.CELL, 3)), List.of());

        // Then
        assertThat(Files.readAllLines(path.resolve("cells.jsonl"))).hasSize(1);
        assertThat(path).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void an_attempt_has_a_folder_of_its_own() {
        assertThat(new RunFolder(path).attempt(Samples.CELL, 2))
                .isEqualTo(path.resolve("cells/claude-code.lean.fix-typo.1/2"));
    }
}
