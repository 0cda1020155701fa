package dev.steelyard.lab.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.subject.SubjectBuilder;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {
    private static final String EXIT_CODES = "When the tool ends with exit code 3, the layout engine is busy, so "
            + "wait two seconds and run the same command again, up to three times in a row.\n";
    private static final String ONE_CONDITION = "{baseline: [], c1: [A, B]}";

    @TempDir
    private Path temp;

    private String workspace = "[guide.md, examples]";
    private String build = "[]";
    private String prompt = "Do it.";

    @BeforeEach
    void aSubjectWithAGuideExamplesAndATool() throws IOException {
        write("subject/guide.md", EXIT_CODES);
        write("subject/examples/plan.json", pretty());
        write("subject/bin/tool", "#!/bin/sh\necho the tool as it has always been, for years\n");
        write("fixture/notes.txt", "Nothing to see here.\n");
        write("trajectory.yaml", "steps: [{say: done}]\n");
    }

    private static String pretty() {
        return IntStream.range(0, 400)
                .mapToObj(i -> "  { \"item\": " + i + " }")
                .collect(Collectors.joining(",\n", "{\"items\": [\n", "\n]}\n"));
    }

    private void write(String path, String text) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// A change that edits the subject with sed.
    private static String change(String name, String file, String script) {
        return "  %s: {run: [sed, -i, %s, %s], touches: ['**']}%n".formatted(name, "\"" + script + "\"", file);
    }

    private Fingerprints fingerprints(String changes, String conditions) throws IOException {
        write("experiment.yaml", """
                name: test
                question: Does it arrive?
                subject: {path: subject, build: %s, path_entries: [bin], workspace: %s}
                conditions: %s
                runners: [reference]
                tasks: [{id: a, prompt: "%s", fixture: fixture, trajectory: trajectory.yaml}]
                changes:
                %s""".formatted(build, workspace, conditions, prompt, changes));
        var file = ExperimentFile.read(temp, Set.of("reference"));
        var folders = new Folders(temp.resolve("cache"), temp.resolve("cells")).made();
        return Fingerprints.of(file, new SubjectBuilder(file, folders, _ -> {}).buildAll());
    }

    private static List<String> texts(Fingerprints fingerprints, String change) {
        return fingerprints.all().stream()
                .filter(it -> it.change().equals(change))
                .map(Fingerprint::text)
                .toList();
    }

    @Test
    void a_minified_example_is_known_by_the_beginning_of_its_one_line_and_by_pieces_of_it() throws IOException {
        // When
        String minify = "  A: {run: [sh, -c, \"tr -d ' \\\\n' < examples/plan.json > x; mv x examples/plan.json\"], "
                + "touches: ['**']}\n";
        var found = texts(fingerprints(minify, "{baseline: [], c1: [A]}"), "A");

        // Then
        String minified = pretty().replaceAll("[ \n]", "");
        assertThat(found).hasSize(4).allMatch(minified::contains);
        assertThat(found.getFirst()).isEqualTo(minified.substring(0, Fingerprint.LONGEST));
    }

    @Test
    void a_word_changed_in_a_long_sentence_is_known_with_its_surroundings() throws IOException {
        // When
        var found = texts(fingerprints(change("A", "guide.md", "s/busy/absent/"), "{baseline: [], c1: [A]}"), "A");

        // Then
        assertThat(found).singleElement().satisfies(text -> {
            assertThat(text).contains("absent");
            assertThat(EXIT_CODES.replace("busy", "absent")).contains(text);
        });
    }

    @Test
    void two_changes_in_one_line_of_one_file_and_always_together_are_told_apart() throws IOException {
        // When
        var found = fingerprints(
                change("A", "guide.md", "s/busy/absent/") + change("B", "guide.md", "s/up to three times/forever/"),
                ONE_CONDITION);

        // Then
        assertThat(texts(found, "A")).isNotEmpty().allMatch(text -> text.contains("absent") && !text.contains("fore"));
        assertThat(texts(found, "B")).isNotEmpty().allMatch(text -> text.contains("forever") && !text.contains("abs"));
    }

    @Test
    void what_a_later_change_undoes_is_no_fingerprint() throws IOException {
        // When
        var found = fingerprints(
                change("A", "guide.md", "s/busy/absent/") + change("B", "guide.md", "s/absent/sleeping/"),
                ONE_CONDITION);

        // Then
        assertThat(texts(found, "A")).isEmpty();
        assertThat(texts(found, "B")).isNotEmpty();
    }

    @Test
    void text_of_a_change_beside_it_in_another_condition_is_not_its_own() throws IOException {
        // When
        var found = fingerprints(
                change("A", "guide.md", "s/busy/absent/") + change("B", "guide.md", "s/up to three times/forever/"),
                "{baseline: [], a: [A], both: [A, B]}");

        // Then
        assertThat(texts(found, "A")).isNotEmpty().noneMatch(text -> text.contains("forever"));
        assertThat(texts(found, "B")).isNotEmpty().noneMatch(text -> text.contains("absent"));
    }

    @Test
    void a_change_of_the_command_alone_is_not_visible() throws IOException {
        assertThat(fingerprints(change("A", "bin/tool", "s/always/never/"), "{baseline: [], c1: [A]}")
                        .all())
                .isEmpty();
    }

    @Test
    void a_change_that_only_removes_text_is_not_visible() throws IOException {
        assertThat(fingerprints(change("A", "examples/plan.json", "5,9d"), "{baseline: [], c1: [A]}")
                        .all())
                .isEmpty();
    }

    @Test
    void text_that_a_fixture_or_a_prompt_holds_as_well_is_no_fingerprint() throws IOException {
        // Given
        String corrected = EXIT_CODES.replace("busy", "absent");
        write("fixture/notes.txt", "Somebody wrote: " + corrected);

        // Then
        assertThat(fingerprints(change("A", "guide.md", "s/busy/absent/"), "{baseline: [], c1: [A]}")
                        .all())
                .isEmpty();

        // And
        write("fixture/notes.txt", "Nothing to see here.\n");
        prompt = "Somebody wrote: " + corrected.strip();
        assertThat(fingerprints(change("A", "guide.md", "s/busy/absent/"), "{baseline: [], c1: [A]}")
                        .all())
                .isEmpty();
    }

    @Test
    void what_the_build_makes_of_a_change_is_known_if_no_other_change_is_always_with_it() throws IOException {
        // Given
        workspace = "[built.md]";
        build = "[sh, -c, tr a-z A-Z < guide.md > built.md]";
        String changes =
                change("A", "guide.md", "s/busy/absent/") + change("B", "guide.md", "s/up to three times/forever/");

        // Then
        assertThat(texts(fingerprints(changes, "{baseline: [], a: [A], b: [B]}"), "A"))
                .isNotEmpty()
                .allMatch(text -> text.contains("ABSENT"));
        assertThat(fingerprints(changes, ONE_CONDITION).all()).isEmpty();
    }

    @Test
    void a_change_of_many_files_has_a_fingerprint_of_as_many_as_the_limit_allows() throws IOException {
        // Given
        for (int i = 0; i < 250; i++) {
            write("subject/examples/" + i + ".txt", "This is file number " + i + ", and it is old in every way.\n");
        }

        // When
        String renew = "  A: {run: [sh, -c, \"sed -i 's/old/new/' examples/*.txt\"], touches: ['**']}\n";
        var found = texts(fingerprints(renew, "{baseline: [], c1: [A]}"), "A");

        // Then
        assertThat(found).hasSizeBetween(1, 200).doesNotHaveDuplicates();
    }

    @Test
    void a_record_speaks_of_every_visible_change_treated_or_not() {
        // Given
        var fingerprints = new Fingerprints(List.of(
                new Fingerprint("A", "x".repeat(30)),
                new Fingerprint("A", "y".repeat(30)),
                new Fingerprint("B", "z".repeat(30))));

        // When
        var deliveries = fingerprints.deliveries(new Condition("a", List.of("A")), Map.of("A", 3));

        // Then
        assertThat(deliveries)
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", new Delivery(true, 3), "B", new Delivery(false, null)));
    }
}
