package dev.steelyard.journal.litellm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.model.CallRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose call is whose.
class AttributionTest {
    private static final String KEY = "sk-cell-key";
    private static final String ONE = "opencode.baseline.fix.1";
    private static final String TWO = "opencode.lean.fix.1";

    @TempDir
    private Path folder;

    private Import files = new Import(Path.of("."));

    @BeforeEach
    void inAFolderOfItsOwn() {
        files = new Import(folder);
    }

    private static String call(String id, String time, String key) {
        return "{\"id\":\"" + id + "\",\"start\":\"2026-03-01T" + time + "Z\",\"end\":\"2026-03-01T" + time
                + "Z\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}," + key + "}\n";
    }

    private Imported imported(String log, @Nullable Path keys, @Nullable Path windows) throws IOException {
        return SpendImport.of(List.of(files.file("log.jsonl", log)), keys, windows);
    }

    private static List<String> cells(Imported imported) {
        return imported.calls().stream()
                .map(call -> call.callId() + " " + call.cellId() + "/" + call.attempt() + "#" + call.seq())
                .toList();
    }

    private Path windows(String... lines) throws IOException {
        return files.file("windows.jsonl", String.join("\n", lines) + "\n");
    }

    private static String window(String cell, String from, String to) {
        return "{\"cell_id\":\"" + cell + "\",\"started_at\":\"2026-03-01T" + from + "Z\",\"ended_at\":\"2026-03-01T"
                + to + "Z\"}";
    }

    @Test
    void keys_are_known_by_alias_by_hash_and_by_themselves() throws IOException {
        String log = call("a", "09:00:00", "\"key_alias\":\"first\"")
                + call("b", "09:00:01", "\"key_hash\":\"" + Keys.sha256(KEY) + "\"")
                + call("c", "09:00:02", "\"key_hash\":\"" + "f".repeat(64) + "\"")
                + call("d", "09:00:03", "\"key_alias\":\"first\"")
                + call("e", "09:00:04", "\"key_alias\":\"stranger\"");
        Path keys = files.file(
                "keys.json",
                "{\"first\":\"" + ONE + "\",\"" + KEY + "\":\"" + TWO + "\",\"" + "f".repeat(64) + "\":\"" + TWO
                        + "/2\"}");

        Imported imported = imported(log, keys, null);

        assertThat(cells(imported))
                .containsExactly("a " + ONE + "/1#1", "b " + TWO + "/1#1", "c " + TWO + "/2#1", "d " + ONE + "/1#2");
        assertThat(imported.others()).containsOnlyKeys("stranger");
        assertThat(imported.method()).isEqualTo("key");
    }

    @Test
    void a_key_map_that_names_no_cells_is_refused_without_repeating_a_key() throws IOException {
        Path keys = files.file("keys.json", "{\"" + KEY + "\":\"nobody\",\"\":\"" + ONE + "\"}");

        assertThatThrownBy(() -> imported(call("a", "09:00:00", "\"key_alias\":\"x\""), keys, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("\"nobody\" is not a cell")
                .hasMessageContaining("an empty name is no key")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void time_windows_hold_their_start_and_not_their_end() throws IOException {
        String log = call("before", "08:59:59", "\"key\":\"k\"")
                + call("start", "09:00:00", "\"key\":\"k\"")
                + call("border", "09:01:00", "\"key\":\"k\"")
                + call("gap", "09:02:30", "\"key\":\"k\"");
        Path windows = windows(window(TWO, "09:01:00", "09:02:00"), window(ONE, "09:00:00", "09:01:00"));

        Imported imported = imported(log, null, windows);

        assertThat(cells(imported)).containsExactly("start " + ONE + "/1#1", "border " + TWO + "/1#1");
        assertThat(imported.calls()).allMatch(call -> call.lossy().contains("attributed_by_time"));
        assertThat(imported.method()).isEqualTo("time_window");
    }

    @Test
    void a_call_that_outlives_its_window_is_marked() throws IOException {
        String log =
                "{\"start\":\"2026-03-01T09:00:30Z\",\"end\":\"2026-03-01T09:01:30Z\",\"usage\":{\"prompt_tokens\":1}}\n";

        Imported imported = imported(log, null, windows(window(ONE, "09:00:00", "09:01:00")));

        assertThat(imported.corrections()).containsEntry(Correction.WINDOW_OVERRUN, 1L);
    }

    @Test
    void cells_that_ran_at_the_same_time_are_refused_each_with_the_other() throws IOException {
        Path windows = windows(
                window(ONE, "09:00:00", "09:05:00"),
                window(TWO, "09:01:00", "09:02:00"),
                window("opencode.lean.fix.2", "09:04:00", "09:06:00"));

        assertThatThrownBy(() -> imported(call("a", "09:00:00", "\"key\":\"k\""), null, windows))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("windows.jsonl:2:1: " + TWO)
                .hasMessageContaining("windows.jsonl:3:1: opencode.lean.fix.2")
                .hasMessageContaining("ran at the same time")
                .hasMessageContaining("--keys");
    }

    @Test
    void a_run_folders_cells_are_windows_of_wall_time_and_overhead() throws IOException {
        String cell =
                "{\"cell_id\":\"%s\",\"attempt\":2,\"started_at\":\"2026-03-01T09:%s:00Z\",\"wall_s\":50.5,\"overhead_s\":9.5}\n";
        files.file("cells.jsonl", cell.formatted(ONE, "00") + cell.formatted(TWO, "01"));
        String log = call("a", "09:00:59", "\"key\":\"k\"") + call("b", "09:01:00", "\"key\":\"k\"");

        assertThat(cells(imported(log, null, folder))).containsExactly("a " + ONE + "/2#1", "b " + TWO + "/2#1");
    }

    @Test
    void a_window_without_an_end_or_a_cell_is_refused() throws IOException {
        Path windows =
                windows("{\"cell_id\":\"" + ONE + "\",\"started_at\":\"2026-03-01T09:00:00Z\"}", "{\"cell\":\"x\"}");

        assertThatThrownBy(() -> imported(call("a", "09:00:00", "\"key\":\"k\""), null, windows))
                .hasMessageContaining("windows.jsonl:1:1: the window's end is missing")
                .hasMessageContaining("windows.jsonl:2:1: no cell");
    }

    @Test
    void the_records_can_be_read_as_calls_jsonl() throws IOException {
        Imported imported = imported(call("a", "09:00:00", "\"key_alias\":\"" + ONE + "\""), null, null);
        String line = Json.LINES.writeValueAsString(imported.calls().getFirst());

        assertThat(Json.LINES.readValue(line, CallRecord.class))
                .isEqualTo(imported.calls().getFirst());
    }
}
