package dev.steelyard.lab.subject;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectBuilderTest {
    @TempDir
    private Path temp;

    @BeforeEach
    void aSubjectWithTwoFilesAndAnOverlay() throws IOException {
        write("subject/guide.md", "long guide\n");
        write("subject/tool.sh", "echo tool\n");
        write("overlay/guide.md", "short\n");
        write("trajectory.yaml", "steps: [{say: done}]\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, BuiltSubject> build(String build, String changes, String conditions) throws IOException {
        write("experiment.yaml", """
                name: test
                question: Does it build?
                subject: {path: subject, build: %s, workspace: [guide.md]}
                changes: %s
                conditions: %s
                runners: [reference]
                tasks: [{id: a, prompt: Do it., trajectory: trajectory.yaml}]
                """.formatted(build, changes, conditions));
        var file = ExperimentFile.read(temp, Set.of("reference"));
        return new SubjectBuilder(file, new Folders(temp.resolve("cache"), temp.resolve("cells")).made(), _ -> {})
                .buildAll();
    }

    @Test
    void each_condition_is_the_subject_with_its_changes_and_its_build() throws IOException {
        // When
        var built = build(
                "[sh, -c, cat guide.md > built.txt]",
                "{short: {overlay: overlay, touches: [guide.md]}}",
                "{baseline: [], treated: [short]}");

        // Then
        assertThat(requireNonNull(built.get("baseline")).folder().resolve("built.txt"))
                .hasContent("long guide\n");
        assertThat(requireNonNull(built.get("treated")).folder().resolve("built.txt"))
                .hasContent("short\n");
        assertThat(requireNonNull(built.get("treated")).digest())
                .isNotEqualTo(requireNonNull(built.get("baseline")).digest());
    }

    @Test
    void what_was_built_once_is_not_built_again() throws IOException {
        // Given
        String build = "[sh, -c, \"echo once >> " + temp.resolve("builds") + "\"]";
        build(build, "{}", "{baseline: []}");

        // When
        build(build, "{}", "{baseline: []}");

        // Then
        assertThat(temp.resolve("builds")).hasContent("once\n");
    }

    @Test
    void a_change_that_alters_more_than_it_declares_is_refused() {
        assertThatThrownBy(() -> build(
                        "[]",
                        "{sly: {run: [sh, -c, echo x >> guide.md; echo x >> tool.sh], touches: [guide.md]}}",
                        "{baseline: [], treated: [sly]}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'sly'")
                .hasMessageContaining("alters tool.sh, which it does not declare");
    }

    @Test
    void a_change_that_alters_nothing_is_refused() {
        assertThatThrownBy(() -> build(
                        "[]", "{idle: {run: [\"true\"], touches: [guide.md]}}", "{baseline: [], treated: [idle]}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("alters nothing");
    }

    @Test
    void a_build_that_fails_says_what_it_printed() {
        assertThatThrownBy(() -> build("[sh, -c, echo no compiler; exit 7]", "{}", "{baseline: []}"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("the build of condition 'baseline' failed")
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("no compiler");
    }

    @Test
    void a_command_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> build("[no-such-program]", "{}", "{baseline: []}"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no-such-program");
    }
}
