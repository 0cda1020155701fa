package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Segment;
import dev.steelyard.model.Fingerprint;
import dev.steelyard.model.Limits;
import dev.steelyard.model.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final String GUIDE = "unsupported construct | Fix the line";
    private static final String EXAMPLE = "{\"title\":\"Hosting\",\"width\":110}";
    private static final String ESCAPED = "{\\\"title\\\":\\\"Hosting\\\",\\\"width\\\":110}";
    private static final List<Fingerprint> FINGERPRINTS = List.of(
            new Fingerprint("T5", GUIDE),
            new Fingerprint("T1", "a snippet that no prompt carries"),
            new Fingerprint("T1", EXAMPLE));
    private static final String TOOLS = "\"tools\":[{\"name\":\"Bash\",\"input_schema\":{\"type\":\"object\"}}]";

    private final House house = new House(Simulation.INSTANT);
    private final Door door = house.door("base", Limits.DEFAULT, null, FINGERPRINTS);

    @AfterEach
    void close() {
        house.close();
    }

    private void messages(String fields) throws Exception {
        house.post(door, "/v1/messages", "{\"model\":\"m\",\"max_tokens\":9," + fields + "}");
    }

    private static String result(String text) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"1\",\"content\":\"" + text
                + "\"}]}";
    }

    @Test
    void a_change_is_found_in_the_system_prompt() throws Exception {
        messages(TOOLS + ",\"system\":\"Codes: | 3 | " + GUIDE + " that is named |\",\"messages\":[]");
        door.close();
        assertThat(door.delivered()).containsOnly(java.util.Map.entry("T5", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "     1\\t" + ESCAPED,
                "x\\n" + ESCAPED + "\\ny",
                "{\\\"output\\\":\\\"{\\\\\\\"title\\\\\\\":"
                        + "\\\\\\\"Hosting\\\\\\\",\\\\\\\"width\\\\\\\":110}\\\"}"
            })
    void a_change_is_found_in_what_a_tool_printed_numbered_quoted_or_wrapped(String printed) throws Exception {
        messages(TOOLS + ",\"messages\":[" + result(printed) + "]");
        door.close();
        assertThat(door.delivered()).containsOnlyKeys("T1");
    }

    @Test
    void a_change_is_found_in_the_other_dialects() throws Exception {
        // When
        house.post(
                door,
                "/v1/chat/completions",
                "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"bash\"}}],"
                        + "\"messages\":[{\"role\":\"system\",\"content\":\"" + GUIDE + "\"}]}");
        house.post(
                door,
                "/v1/responses",
                "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"name\":\"bash\"}],\"input\":["
                        + "{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"" + ESCAPED + "\"}]}");

        // Then
        door.close();
        assertThat(door.delivered()).isEqualTo(java.util.Map.of("T5", 1, "T1", 2));
    }

    @Test
    void the_first_call_counts_not_the_later_ones_that_repeat_it() throws Exception {
        // When
        messages(TOOLS + ",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]");
        messages(TOOLS + ",\"messages\":[" + result(GUIDE) + "]");
        messages(TOOLS + ",\"messages\":[" + result(GUIDE) + "," + result(ESCAPED) + "]");

        // Then
        door.close();
        assertThat(door.delivered()).isEqualTo(java.util.Map.of("T5", 2, "T1", 3));
    }

    @Test
    void side_calls_and_token_counts_deliver_nothing() throws Exception {
        // When
        String talk = "\"messages\":[" + result(GUIDE) + "]";
        messages(talk);
        house.post(door, "/v1/messages/count_tokens", "{\"model\":\"m\"," + TOOLS + "," + talk + "}");

        // Then
        door.close();
        assertThat(door.delivered()).isEmpty();
    }

    @Test
    void what_the_model_wrote_itself_is_no_delivery() throws Exception {
        messages(TOOLS + ",\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"" + GUIDE
                + "\"},{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"Bash\",\"input\":{\"x\":\"" + GUIDE + "\"}}]}]");
        door.close();
        assertThat(door.delivered()).isEmpty();
    }

    @Test
    void a_call_that_the_budget_refuses_delivers_nothing() throws Exception {
        // Given
        var none = new Limits(Duration.ofMinutes(1), 0, 1, null, null, 1);
        Door poor = house.door("poor", none, null, FINGERPRINTS);

        // When
        house.post(poor, "/v1/messages", "{\"model\":\"m\"," + TOOLS + ",\"messages\":[" + result(GUIDE) + "]}");

        // Then
        poor.close();
        assertThat(poor.delivered()).isEmpty();
    }

    @Test
    void calls_at_once_and_out_of_order_leave_the_smallest_number() throws Exception {
        // Given
        var sightings = new Sightings(FINGERPRINTS);

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = new ArrayList<Callable<Boolean>>();
            for (int seq = 40; seq >= 1; seq--) {
                int number = seq;
                looks.add(() -> {
                    sightings.look(number, prompt(number < 7 ? "nothing" : GUIDE));
                    return true;
                });
            }
            for (var look : threads.invokeAll(looks)) {
                assertThat(look.get()).isTrue();
            }
        }

        // Then
        assertThat(sightings.first()).isEqualTo(java.util.Map.of("T5", 7));
    }

    @Test
    void a_conversation_of_100_kb_is_searched_for_hundreds_of_fingerprints_in_next_to_no_time() {
        // Given
        var many = IntStream.range(0, 400)
                .mapToObj(i -> new Fingerprint("T" + i % 3, "fingerprint number " + i + " of a few hundred"))
                .toList();
        String file = IntStream.range(0, 2_000)
                .mapToObj(i -> "Line " + i + " of what a tool has printed, number by number.")
                .collect(Collectors.joining("\n"));

        // When
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            var sightings = new Sightings(many);
            var prompt = prompt(round + file);
            long begun = System.nanoTime();
            sightings.look(1, prompt);
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }

        // Then: well below what a person or a budget would notice, with room for a busy machine
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(5));
    }

    private static Prompt prompt(String text) {
        return new Prompt("m", true, true, null, null, List.of(new Segment.Result("1", text)));
    }
}
