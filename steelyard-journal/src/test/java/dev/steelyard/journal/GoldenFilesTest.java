package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a run folder, byte for byte. A change here is a change of a published format: see `docs/formats`.
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final String RUN_RECORD_FIELDS = """
            schema_version run_id plan_hash cell_id runner runner_version condition task repetition attempt block
            position shard host started_at outcome cause exit_code success wall_s setup_s model_s tool_s agent_s calls
            fresh_input_tokens cache_read_tokens cache_write_tokens total_input_tokens output_tokens reasoning_tokens
            cost_usd self_reported grades delivery simulated""";

    private static final String CALL_RECORD_FIELDS = """
            schema_version call_id cell_id attempt seq kind ingress_dialect upstream_dialect lane model_requested
            model_served stream received_ns sent_ns first_byte_ns first_content_ns last_byte_ns done_ns status error
            attempts fresh_input_tokens cache_read_tokens cache_write_tokens
            cache_write_hour_tokens output_tokens reasoning_tokens usage_source usage_raw cost_usd tool_calls
            request_bytes response_bytes lossy tries stop_reason prompt_parts gaps simulated""";

    @TempDir
    Path folder;

    @Test
    void a_plan_is_written_as_plan_json() {
        assertThat(new String(PlanCodec.encode(Samples.plan()), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(golden("plan.json"));
    }

    @Test
    void plan_json_is_read_back_to_the_same_plan() {
        // When
        var plan = PlanCodec.read(GOLDEN.resolve("plan.json"));

        // Then
        assertThat(plan.blocks()).isEqualTo(Samples.plan().blocks());
        assertThat(plan.pins()).isEqualTo(Samples.plan().pins());
        assertThat(PlanCodec.encode(plan)).isEqualTo(PlanCodec.encode(Samples.plan()));
    }

    @Test
    void every_kind_of_event_is_written_as_a_line_of_journal_jsonl() {
        // Given
        Path file = folder.resolve(RunFolder.JOURNAL);

        // When
        try (var journal = JournalWriter.open(file)) {
            Samples.events().forEach(event -> journal.append(event, JournalWriter.Durability.HANDED_OVER));
        }

        // Then
        assertThat(file).hasContent(golden("journal.jsonl"));
    }

    @Test
    void journal_jsonl_is_read_back_to_the_same_events() {
        assertThat(JournalReader.read(GOLDEN.resolve("journal.jsonl")).events()).isEqualTo(Samples.events());
    }

    @Test
    void the_record_files_are_written_one_record_a_line() {
        // Given
        var attempts = List.of(Samples.infrastructure(Samples.CELL, 1), Samples.solved(Samples.CELL, 2));
        var calls = List.of(Samples.refused(Samples.CELL, 1, 1), Samples.answered(Samples.CELL, 2, 1));

        // When
        new RunFolder(folder).writeRecords(attempts, calls);

        // Then
        assertThat(folder.resolve("cells.jsonl")).hasContent(golden("cells.jsonl"));
        assertThat(folder.resolve("calls.jsonl")).hasContent(golden("calls.jsonl"));
    }

    @Test
    void the_fields_of_the_records_are_the_published_ones_in_their_order() {
        // Given
        var run = Json.LINES.readTree(golden("cells.jsonl").lines().findFirst().orElseThrow());
        var call = Json.LINES.readTree(golden("calls.jsonl").lines().findFirst().orElseThrow());

        // Then
        assertThat(List.copyOf(run.propertyNames())).containsSubsequence(RUN_RECORD_FIELDS.split("\\s+"));
        assertThat(List.copyOf(call.propertyNames())).containsSubsequence(CALL_RECORD_FIELDS.split("\\s+"));
    }

    static String golden(String name) {
        try {
            return Files.readString(GOLDEN.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
