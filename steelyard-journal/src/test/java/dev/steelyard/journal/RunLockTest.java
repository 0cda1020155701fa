package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path path;

    @Test
    void a_folder_is_held_once_in_a_process() {
        // Given
        try (var _ = RunLock.take(folder())) {
            // Then
            assertThatThrownBy(() -> RunLock.take(folder()))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("another steelyard is at work on " + path);
        }
    }

    @Test
    void a_folder_that_is_held_is_refused_to_another_process() throws Exception {
        // Given
        try (var _ = RunLock.take(folder())) {
            // Then
            assertThat(saidByAnother()).isEqualTo("another steelyard is at work on " + path);
        }
    }

    @Test
    void a_second_try_does_not_loosen_the_first() throws Exception {
        // Given
        try (var _ = RunLock.take(folder())) {
            // When
            assertThatThrownBy(() -> RunLock.take(folder())).isInstanceOf(JournalException.class);

            // Then
            assertThat(saidByAnother()).isEqualTo("another steelyard is at work on " + path);
        }
    }

    @Test
    void a_folder_that_another_process_holds_is_refused_until_that_process_dies() throws Exception {
        // Given
        Process other = OtherProcess.start(LockingMain.class, path.toString());
        assertThat(firstLine(other)).isEqualTo("taken");

        // When
        assertThatThrownBy(() -> RunLock.take(folder())).isInstanceOf(JournalException.class);
        other.destroyForcibly().waitFor();

        // Then
        assertThatCode(() -> RunLock.take(folder()).close()).doesNotThrowAnyException();
    }

    @Test
    void a_released_folder_can_be_taken_again() throws Exception {
        // Given
        var lock = RunLock.take(folder());

        // When
        lock.close();
        lock.close();

        // Then
        assertThat(saidByAnother()).isEqualTo("taken");
        assertThatCode(() -> RunLock.take(folder()).close()).doesNotThrowAnyException();
    }

    private RunFolder folder() {
        return new RunFolder(path);
    }

    private @Nullable String saidByAnother() throws IOException, InterruptedException {
        Process other = OtherProcess.start(LockingMain.class, path.toString());
        other.getOutputStream().close();
        String said = firstLine(other);
        other.waitFor();
        return said;
    }

    private static @Nullable String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return reader.readLine();
    }
}
