package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not the text of a person who means well.
class SpecFileTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void a_missing_file_is_named() {
        assertThat(problems(folder.resolve("nowhere.yaml"))).containsExactly("0:0 there is no such file");
    }

    @Test
    void a_folder_stands_for_its_experiment_file() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("experiment.yaml"), "nam: x\n");

        // When
        var problem = read(folder).getFirst();

        // Then
        assertThat(problem.file()).isEqualTo(file);
    }

    @Test
    void an_empty_file_is_no_experiment() throws IOException {
        assertThat(problems(written(""))).containsExactly("0:0 the file is empty");
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused_at_the_first_wrong_byte() throws IOException {
        // Given
        byte[] latin1 = "name: lean\nquestion: \"Größe?\"\n".getBytes(StandardCharsets.ISO_8859_1);

        // When
        var problems = problems(Files.write(folder.resolve("latin1.yaml"), latin1));

        // Then
        assertThat(problems).containsExactly("2:14 the file is not UTF-8 text | save it as UTF-8");
    }

    @Test
    void a_huge_file_is_not_read_to_its_end() throws IOException {
        // Given
        Path file = folder.resolve("huge.yaml");
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(1L << 40);
        }

        // When
        var problems = atOnce(file);

        // Then
        assertThat(problems).containsExactly("0:0 the file is larger than 1048576 bytes | is it the right file?");
    }

    @Test
    void an_endless_file_is_not_read_to_its_end() {
        assertThat(atOnce(Path.of("/dev/zero")))
                .containsExactly("0:0 the file is larger than 1048576 bytes | is it the right file?");
    }

    @Test
    void a_billion_laughs_are_refused_atOnce() throws IOException {
        // Given
        String bomb = "l0: &l0 [ha]\n"
                + IntStream.range(1, 10)
                        .mapToObj(i -> "l%d: &l%d [%s]\n"
                                .formatted(
                                        i,
                                        i,
                                        String.join(
                                                ", ",
                                                List.of(("*l" + (i - 1) + " ")
                                                        .repeat(9)
                                                        .split(" ")))))
                        .collect(Collectors.joining());

        // When
        var problems = atOnce(written(bomb));

        // Then
        assertThat(problems)
                .containsExactly("0:0 YAML: Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void a_bomb_of_few_aliases_is_refused_atOnce() throws IOException {
        // Given
        String bomb = "l0: &l0 [ha]\n"
                + IntStream.range(1, 17)
                        .mapToObj(i -> "l%d: &l%d [*l%d, *l%d, *l%d]\n".formatted(i, i, i - 1, i - 1, i - 1))
                        .collect(Collectors.joining());

        // When
        var problems = atOnce(written(bomb));

        // Then
        assertThat(problems).singleElement().asString().contains("the aliases make the file grow without end");
    }

    @Test
    void lists_in_lists_without_end_are_refused_atOnce() throws IOException {
        assertThat(atOnce(written("name: " + "[".repeat(200_000))))
                .containsExactly("1:70 nested deeper than 64 levels");
    }

    @Test
    void line_ends_of_windows_count_once() throws IOException {
        assertThat(problems(written("subject:\r\n  path: .\r\n  paths: []\r\n")))
                .contains("3:3 unknown key 'subject.paths' | one of: build, path_entries, workspace");
    }

    @Test
    void the_hints_do_not_depend_on_the_locale() throws IOException {
        // Given
        Path file = written("SCHEMA_VERSIONI: 1\n");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));

        try {
            // When
            var problems = problems(file);

            // Then
            assertThat(problems).contains("1:1 unknown key 'SCHEMA_VERSIONI' | did you mean 'schema_version'?");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_message_of_the_exception_lists_file_line_column_what_and_hint() throws IOException {
        // Given
        Path file = written("- a list\n");

        // Then
        assertThatThrownBy(() -> ExperimentFile.read(file, Set.of()))
                .isInstanceOf(SpecException.class)
                .hasMessage(file + ":1:1: the file must be a mapping of keys to values");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("written.yaml"), text);
    }

    private static List<String> atOnce(Path file) {
        return assertTimeoutPreemptively(AT_ONCE, () -> problems(file));
    }

    private static List<String> problems(Path file) {
        return read(file).stream()
                .map(problem -> SpecCorpus.line(file, problem))
                .toList();
    }

    private static List<SpecProblem> read(Path file) {
        try {
            ExperimentFile.read(file, Set.of("claude-code"));
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }
}
