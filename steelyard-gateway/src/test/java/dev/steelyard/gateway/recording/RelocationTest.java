package dev.steelyard.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.recording.Transcript.Ending;
import dev.steelyard.gateway.recording.Transcript.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelocationTest {
    private static Transcript answering(String... frames) {
        String whole = String.join("", frames);
        var lengths = new ArrayList<Frame>();
        for (String frame : frames) {
            lengths.add(new Frame(7, frame.length()));
        }
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        return new Transcript(1, "messages", "", "d", 200, Map.of(), true, lengths, Ending.WHOLE, new byte[0], bytes);
    }

    private static List<String> frames(Transcript call) {
        var frames = new ArrayList<String>();
        int at = 0;
        String whole = new String(call.response(), StandardCharsets.UTF_8);
        for (Frame frame : call.frames()) {
            frames.add(whole.substring(at, at + frame.length()));
            at += frame.length();
        }
        assertThat(at).isEqualTo(whole.length());
        return frames;
    }

    @Test
    void a_folder_is_named_anew_in_one_piece() {
        var moved = new Relocation("/cells/2/work", "/cells/31/work")
                .of(answering("{\"text\":\"in /cells/2/work and /cells/21/work\"}", "{\"x\":\"/cells/2/work/a\"}"));

        assertThat(frames(moved))
                .containsExactly("{\"text\":\"in /cells/31/work and /cells/21/work\"}", "{\"x\":\"/cells/31/work/a\"}");
    }

    @Test
    void a_folder_that_a_stream_cuts_into_pieces_is_named_anew() {
        var moved = new Relocation("/cells/2", "/cells/31")
                .of(answering(
                        "{\"partial_json\":\"cat /ce\"}",
                        "{\"partial_json\":\"lls/\"}",
                        "{\"partial_json\":\"2/work\"}"));

        assertThat(frames(moved))
                .containsExactly(
                        "{\"partial_json\":\"cat /cells/31\"}",
                        "{\"partial_json\":\"\"}",
                        "{\"partial_json\":\"/work\"}");
    }

    @Test
    void in_the_same_folder_nothing_changes() {
        var call = answering("{\"text\":\"/cells/2/work\"}");

        assertThat(new Relocation("/cells/2", "/cells/2").of(call)).isSameAs(call);
        assertThat(new Relocation("/cells/3", "/cells/2").of(call)).isSameAs(call);
    }
}
