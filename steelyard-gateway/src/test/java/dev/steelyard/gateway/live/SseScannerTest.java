package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseScannerTest {
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final SseScanner scanner = new SseScanner((data, bytes) -> {
        events.add(data);
        raw.writeBytes(bytes);
    });

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_may_end_in_three_ways_and_be_split_anywhere(String end) {
        byte[] stream = "\uFEFF: hello|event: e|data: é|data:x|id: 1||data: {}||data|||data: cut"
                .replace("|", end)
                .getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= stream.length; at++) {
            events.clear();
            raw.reset();
            var split = new SseScanner((data, bytes) -> {
                events.add(data);
                raw.writeBytes(bytes);
            });

            // When
            split.accept(Arrays.copyOf(stream, at));
            split.accept(Arrays.copyOfRange(stream, at, stream.length));
            raw.writeBytes(split.rest());

            // Then
            assertThat(events).containsExactly("é\nx", "{}", "", "");
            assertThat(raw.toByteArray()).isEqualTo(stream);
        }
    }

    @Test
    void an_event_is_told_with_the_byte_that_ends_it() {
        scanner.accept("data: a\n".getBytes(StandardCharsets.UTF_8));
        assertThat(events).isEmpty();
        scanner.accept("\n".getBytes(StandardCharsets.UTF_8));
        assertThat(events).containsExactly("a");
        assertThat(scanner.rest()).isEmpty();
    }

    @Test
    void a_line_may_be_long_and_come_byte_by_byte() {
        String text = "é{\"x\":1}".repeat(1_000);
        String lines = ": " + text + "\ndata: " + text + "\n\ndata: next\n\n";
        byte[] stream = lines.getBytes(StandardCharsets.UTF_8);
        for (byte one : stream) {
            scanner.accept(new byte[] {one});
        }

        assertThat(events).containsExactly(text, "next");
        assertThat(raw.toByteArray()).isEqualTo(stream);
    }
}
