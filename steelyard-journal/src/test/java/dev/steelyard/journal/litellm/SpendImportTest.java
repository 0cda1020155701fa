package dev.steelyard.journal.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.spec.SpecProblem;
import dev.steelyard.model.CallRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in a log more than once, in pieces, or to do harm.
class SpendImportTest {
    private static final String USAGE = "{\"prompt_tokens\":10,\"completion_tokens\":5}";

    @TempDir
    private Path folder;

    private Import log = new Import(Path.of("."));

    @BeforeEach
    void inAFolderOfItsOwn() {
        log = new Import(folder);
    }

    @Test
    void a_call_that_both_hooks_wrote_counts_once_and_the_line_with_usage_wins() throws IOException {
        Imported imported = log.of(
                Import.entry("a", "{}"), Import.entry("a", USAGE), Import.entry("a", USAGE), Import.entry("b", USAGE));

        assertThat(imported.calls()).extracting(CallRecord::freshInputTokens).containsExactly(10L, 10L);
        assertThat(imported.corrections()).containsEntry(Correction.DUPLICATE, 2L);
    }

    @Test
    void duplicates_are_found_across_files() throws IOException {
        Path first = log.file("1.jsonl", Import.entry("a", USAGE) + "\n");
        Path second = log.file("2.json", "[" + Import.entry("a", USAGE) + "," + Import.entry("b", USAGE) + "]");

        assertThat(SpendImport.of(List.of(first, second), null, null).calls()).hasSize(2);
    }

    @Test
    void a_try_that_litellm_repeated_is_an_attempt_of_the_call() throws IOException {
        Imported imported = log.of(
                Import.entry("a", "{}", "\"status\":\"failure\",\"error\":{\"code\":\"429\"}"),
                Import.entry("a", USAGE));

        assertThat(imported.calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.attempts()).isEqualTo(2);
        });
        assertThat(imported.corrections()).containsEntry(Correction.RETRIED, 1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acount_tokens", "aembedding", "amoderation", "arerank", "aimage_generation", "aget_responses"})
    void what_is_no_generation_is_left_out(String type) throws IOException {
        Imported imported = log.of(Import.entry("a", USAGE, "\"call_type\":\"" + type + "\""));

        assertThat(imported.calls()).isEmpty();
        assertThat(imported.corrections()).containsExactly(java.util.Map.entry(Correction.NOT_A_GENERATION, 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acompletion",
                "aresponses",
                "anthropic_messages",
                "agenerate_content_stream",
                "abatch_completion"
            })
    void generations_are_kept(String type) throws IOException {
        assertThat(log.only(USAGE, "\"call_type\":\"" + type + "\"").lossy()).isEmpty();
    }

    @Test
    void a_torn_last_line_is_left_out_and_counted() throws IOException {
        Path file = log.file("torn.jsonl", Import.entry("a", USAGE) + "\n{\"steelyard_spend\":1,\"id\":\"b");

        Imported imported = SpendImport.of(List.of(file), null, null);

        assertThat(imported.calls()).hasSize(1);
        assertThat(imported.corrections()).containsEntry(Correction.TORN_LINE, 1L);
    }

    @Test
    void every_line_that_cannot_be_read_is_told_with_its_place() {
        List<SpecProblem> problems = log.refusals(
                Import.entry("a", USAGE),
                "no JSON",
                "7",
                "{\"message\":\"hello\"}",
                Import.entry("b", "{\"prompt_tokens\":-1}"),
                Import.entry("c", "{\"prompt_tokens\":1.5}"));

        assertThat(problems).extracting(SpecProblem::line).containsExactly(2, 3, 4, 5, 6);
        assertThat(problems.getLast().toString()).contains("log.jsonl:6:1: 'prompt_tokens' is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e-999999999",
                "99999999999999999999",
                "\"NaN\"",
                "\"1e\"",
                "{}",
                "[]",
                "true",
                "\"0x10\"",
                "-0.5"
            })
    void a_hostile_count_is_refused_not_believed(String count) {
        assertThat(log.refusals(Import.entry("a", "{\"prompt_tokens\":" + count + "}")))
                .hasSize(1);
    }

    @Test
    void a_number_that_would_fill_the_disk_when_written_out_is_refused_wherever_it_stands_in_the_usage() {
        assertThat(log.refusals(Import.entry("a", "{\"prompt_tokens\":1,\"deep\":[{\"x\":1e999999999}]}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "-1", "\"yesterday\"", "\"+999999999-01-01T00:00:00Z\"", "[]", "1e-999999999"})
    void a_hostile_time_is_refused_not_believed(String time) {
        String line = "{\"usage\":" + USAGE + ",\"ts\":" + time + ",\"model\":\"m\"}";
        assertThat(log.refusals(line)).hasSize(1);
    }

    @Test
    void depth_and_repeated_keys_are_refused() {
        assertThat(log.refusals("{\"usage\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .hasSize(1);
        assertThat(log.refusals("{\"usage\":{},\"usage\":{}}")).hasSize(1);
    }

    @Test
    void a_flood_of_mistakes_is_cut_short() {
        var lines = Collections.nCopies(1000, "x").toArray(String[]::new);

        assertThat(log.refusals(lines)).hasSize(51).last().asString().contains("and 950 more");
    }

    @Test
    void long_texts_are_cut_and_a_key_in_the_log_is_hashed() throws IOException {
        String secret = "sk-" + "x".repeat(40);
        String line = "{\"usage\":" + USAGE + ",\"ts\":1772355600,\"key\":\"" + secret + "\",\"model\":\""
                + "m".repeat(100_000) + "\"}";

        Imported imported = log.of(line);

        assertThat(imported.others())
                .containsOnlyKeys("key " + Keys.sha256(secret).substring(0, 12));
    }

    @Test
    void a_missing_log_is_told() {
        Path nowhere = folder.resolve("nowhere.jsonl");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> SpendImport.of(List.of(nowhere), null, null)))
                .hasMessageContaining("there is no such file");
    }
}
