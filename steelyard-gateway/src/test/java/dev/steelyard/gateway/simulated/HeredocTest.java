package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeredocTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "no line break", "$HOME `id` \\n '\"\n", "END_OF_FILE\nEND_OF_FILE_\n", "✓\r\n\n"})
    void a_file_is_written_byte_for_byte(String content) throws IOException, InterruptedException {
        // Given
        String command = Heredoc.writing("it's a/new folder/-file", content);

        // When
        int exit = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();

        // Then
        assertThat(exit).isZero();
        assertThat(Files.readString(folder.resolve("it's a/new folder/-file"))).isEqualTo(content);
    }
}
