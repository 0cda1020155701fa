package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallLogTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"dear diary", "{}\n", "null", "\n", "[1]", "{\"schema_version\":1}"})
    void a_file_of_anything_else_is_left_alone(String content) throws Exception {
        Path file = Files.writeString(temp.resolve("diary"), content);
        assertThatThrownBy(() -> CallLog.open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is no file of call records");
        assertThat(file).hasContent(content);
    }

    @Test
    void a_file_that_is_no_text_is_left_alone() throws Exception {
        Path file = Files.write(temp.resolve("picture"), "\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CallLog.open(file)).isInstanceOf(JournalException.class);
    }

    @Test
    void an_empty_file_is_begun() throws Exception {
        Path file = Files.createFile(temp.resolve("calls.jsonl"));
        CallLog.open(file).close();
        assertThat(file).isEmptyFile();
    }
}
