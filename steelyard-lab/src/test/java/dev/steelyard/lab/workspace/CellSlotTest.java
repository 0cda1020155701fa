package dev.steelyard.lab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellSlotTest {
    @TempDir
    private Path temp;

    private Folders folders() {
        return new Folders(temp.resolve("cache"), temp.resolve("cells")).made();
    }

    private CellSlot take() {
        return CellSlot.take(folders(), Optional.empty());
    }

    /// The slot that another process gets.
    public static void main(String[] args) {
        var folders = new Folders(Path.of(args[0], "cache"), Path.of(args[0], "cells")).made();
        try (CellSlot slot = CellSlot.take(folders, Optional.empty())) {
            System.out.print(slot.paths().work().getName(slot.paths().work().getNameCount() - 2));
        }
    }

    private String takenByAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CellSlotTest.class.getName(),
                        temp.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String slot = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return slot;
    }

    @Test
    void slots_of_this_process_and_of_others_never_meet() throws Exception {
        try (CellSlot first = take();
                CellSlot second = take()) {
            assertThat(first.paths()).isNotEqualTo(second.paths());
            assertThat(takenByAnotherProcess()).isEqualTo("3");
            assertThat(takenByAnotherProcess())
                    .as("asking twice gives nothing up")
                    .isEqualTo("3");
        }
    }

    @Test
    void a_slot_that_was_given_back_is_the_next_to_be_taken() {
        Path before;
        try (CellSlot slot = take()) {
            before = slot.paths().work();
        }
        try (CellSlot slot = take()) {
            assertThat(slot.paths().work()).isEqualTo(before);
        }
    }

    @Test
    void a_fresh_slot_holds_nothing_of_the_cell_before_it() throws IOException {
        try (CellSlot slot = take()) {
            // Given
            Files.writeString(slot.fresh().home().resolve("secret"), "of the last cell");
            Files.createDirectories(slot.paths().work().resolve("locked/inner"));
            slot.paths().work().resolve("locked").toFile().setWritable(false);

            // When
            slot.fresh();

            // Then
            assertThat(slot.paths().home()).isEmptyDirectory();
            assertThat(slot.paths().work()).isEmptyDirectory();
        }
    }
}
