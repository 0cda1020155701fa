package dev.steelyard.lab.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.journal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/formats/recording.md`: what it shows is what is written and read, and what it lists is all there is.
class RecordingPageTest {
    private static final Path PAGE = Path.of("../docs/formats/recording.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @TempDir
    private Path folder;

    private static String shown(String file) throws IOException {
        var block = Pattern.compile("(?ms)^```json " + Pattern.quote(file) + "\\n(.*?)\\n```$")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void the_page_shows_a_call_as_it_is_written() throws Exception {
        // Given
        String json = shown("bodies/0001.json");
        CallFile file = Json.LINES.readValue(json, CallFile.class);
        byte[] response = new byte[(int) file.responseBytes()];

        // When
        Transcript call = file.with("{}".getBytes(StandardCharsets.UTF_8), response);
        BodyFiles.of(folder, Path.of(file.work())).take(call);

        // Then
        assertThat(folder.resolve("bodies/0001.json")).hasContent(json + "\n");
        assertThat(folder.resolve("bodies/0001.request")).hasContent("{}");
        assertThat(folder.resolve("bodies/0001.response")).hasBinaryContent(response);
    }

    @Test
    void the_page_shows_the_notes_as_they_are_written() throws Exception {
        String recording = shown("recording.json");
        String replay = shown("replay.json");
        assertThat(Json.LINES.writeValueAsString(Json.LINES.readValue(recording, RecordingNote.class)))
                .isEqualTo(recording);
        assertThat(Json.LINES.writeValueAsString(Json.LINES.readValue(replay, ReplayNote.class)))
                .isEqualTo(replay);
    }

    @Test
    void the_page_lists_every_field() throws Exception {
        List<String> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        var fields = List.of(CallFile.class, RecordingNote.class, ReplayNote.class).stream()
                .flatMap(type -> List.of(type.getRecordComponents()).stream())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toList());
        assertThat(rows).containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void a_response_that_was_changed_is_refused() throws Exception {
        CallFile file = Json.LINES.readValue(shown("bodies/0001.json"), CallFile.class);

        assertThatThrownBy(() -> file.with(new byte[0], new byte[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frames");
    }
}
