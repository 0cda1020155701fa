package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.JournalReader;
import dev.steelyard.journal.Json;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.journal.Schemas;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The pages under `docs/formats`: what they show is read by the real readers, and what they list is all there is.
///
/// A fenced block that names a file in its first line stands for that file.
class FormatPagesTest {
    private static final Path PAGES = Path.of("../docs/formats");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @TempDir
    Path folder;

    @Test
    void the_experiment_page_shows_an_experiment() throws IOException {
        // Given
        unpack("experiment.md");

        // When
        var spec = ExperimentFile.read(folder, SpecCorpus.RUNNERS).spec();

        // Then
        assertThat(spec.name()).isEqualTo("lean-help");
        assertThat(spec.task("fix-typo").trajectory()).isNotNull();
    }

    @Test
    void the_trajectory_page_shows_a_trajectory() throws IOException {
        // Given
        unpack("trajectory.md");
        var problems = new Problems(folder.resolve("fix-typo.trajectory.yaml"));

        // When
        var trajectory = new TrajectoryReader(problems).read();

        // Then
        problems.throwIfAny();
        assertThat(trajectory.steps()).hasSize(4);
    }

    @Test
    void the_runner_page_shows_a_runner() throws IOException {
        // Given
        unpack("runner.md");

        // Then
        assertThat(RunnerFile.read(folder.resolve("runners/my-agent.yaml"))
                        .spec()
                        .name())
                .isEqualTo("my-agent");
    }

    @Test
    void the_plan_page_shows_the_plan_of_the_experiment_page_and_its_hash() throws IOException {
        // Given
        unpack("plan.md");
        unpack("experiment.md");

        // When
        var plan = PlanCodec.read(folder.resolve("plan.json"));

        // Then
        assertThat(PlanCodec.encode(plan)).isEqualTo(Files.readAllBytes(folder.resolve("plan.json")));
        assertThat(Json.LINES.writeValueAsString(plan.experiment()))
                .isEqualTo(Json.LINES.writeValueAsString(
                        ExperimentFile.read(folder, SpecCorpus.RUNNERS).spec()));
        assertThat(page("plan.md")).contains("its hash is `" + PlanCodec.hash(plan) + "`");
        assertThat(page("journal.md")).contains(PlanCodec.runId(plan), PlanCodec.hash(plan));
    }

    @Test
    void the_journal_page_shows_a_journal_with_every_event_it_lists() throws IOException {
        // Given
        unpack("journal.md");

        // When
        var contents = JournalReader.read(folder.resolve("journal.jsonl"));

        // Then
        assertThat(contents.torn()).isFalse();
        assertThat(Files.readString(folder.resolve("journal.jsonl")))
                .contains("run_started", "cell_started", "call_finished", "cell_finished", "run_ended");
    }

    @Test
    void the_records_page_shows_records() throws IOException {
        // Given
        unpack("records.md");

        // Then
        assertThat(Files.readAllLines(folder.resolve("cells.jsonl")))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(Json.LINES.writeValueAsString(Json.LINES.readValue(line, RunRecord.class)))
                                .isEqualTo(line));
        assertThat(Files.readAllLines(folder.resolve("calls.jsonl")))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(Json.LINES.writeValueAsString(Json.LINES.readValue(line, CallRecord.class)))
                                .isEqualTo(line));
    }

    @Test
    void the_records_page_lists_every_field_in_its_order() throws IOException {
        // Given
        unpack("records.md");
        var fields = Stream.of("cells.jsonl", "calls.jsonl").flatMap(this::fieldsOfFirstLine);

        // Then
        assertThat(listed("records.md")).containsExactlyElementsOf(fields.toList());
    }

    @Test
    void the_journal_page_lists_every_field() throws IOException {
        // Given
        unpack("journal.md");

        // When
        var fields = Files.readAllLines(folder.resolve("journal.jsonl")).stream()
                .flatMap(line -> Json.LINES.readTree(line).propertyNames().stream());

        // Then
        assertThat(listed("journal.md")).containsAll(fields.toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiment", "trajectory", "runner"})
    void a_page_of_a_file_people_write_lists_every_key_of_its_schema(String name) throws IOException {
        // Given
        JsonNode schema = Json.LINES.readTree(Schemas.text(name).orElseThrow());
        Set<String> keys = keys(schema).collect(Collectors.toSet());

        // When
        Set<String> listed = listed(name + ".md").stream()
                .map(field -> field.substring(field.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());

        // Then
        assertThat(listed).isEqualTo(keys);
    }

    /// Every key of every mapping the schema describes, however deep.
    private static Stream<String> keys(JsonNode schema) {
        return Stream.concat(
                schema.path("properties").propertyNames().stream(),
                schema.values().stream().flatMap(FormatPagesTest::keys));
    }

    private Stream<String> fieldsOfFirstLine(String file) {
        return Json.LINES
                .readTree(SpecCorpus.text(folder.resolve(file))
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .propertyNames()
                .stream();
    }

    private void unpack(String page) throws IOException {
        for (MatchResult block : BLOCK.matcher(page(page)).results().toList()) {
            Path file = folder.resolve(block.group(1));
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Files.writeString(file, block.group(2));
        }
    }

    private static List<String> listed(String page) throws IOException {
        return ROW.matcher(page(page)).results().map(row -> row.group(1)).toList();
    }

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name));
    }
}
