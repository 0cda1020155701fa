package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.litellm.Imported;
import dev.steelyard.journal.litellm.SpendImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an import tells people and programs.
class ImportReportTest {
    private static final String LOG = """
            {"id":"a","ts":1772355600,"duration_ms":10,"usage":{"prompt_tokens":1234567,"completion_tokens":5},\
            "key_alias":"opencode.baseline.fix.1","cost":0.5}
            {"id":"b","ts":1772355600,"duration_ms":10,"usage":{"prompt_tokens":1,"completion_tokens":5},\
            "key_alias":"\\u001b[31mred\\u202e"}
            """;

    @TempDir
    private Path folder;

    private Imported imported() throws IOException {
        return SpendImport.of(List.of(Files.writeString(folder.resolve("log.jsonl"), LOG)), null, null);
    }

    @Test
    void people_see_a_row_for_each_cell_and_what_a_log_says_cannot_act_on_their_terminal() throws IOException {
        assertThat(ImportReport.text(imported()))
                .contains("2 entries read; calls are given to cells by key")
                .containsPattern("opencode\\.baseline\\.fix\\.1 +1 +0 +1,234,567 +0 +0 +5 +0 +0/0")
                .contains("no cell: <U+001B>[31mred<U+202E>")
                .contains("IMPORTED");
    }

    @Test
    void programs_get_the_same_in_ascii() throws IOException {
        assertThat(ImportReport.json(imported()))
                .contains(
                        "\"cell_id\" : \"opencode.baseline.fix.1\"",
                        "\"litellm_claims_usd\" : 0.5",
                        "\"corrections\" : { }")
                .matches("[\\p{Print}\\n]*");
    }
}
