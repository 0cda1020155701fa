package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Limits;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
    private static final String MESSAGES = "/v1/messages?beta=true";

    private final House house = new House(Simulation.INSTANT);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void neither_address_nor_key_names_the_cell() {
        Door door = house.door();
        assertThat(door.baseUrl() + door.key())
                .doesNotContain("agent")
                .doesNotContain("base")
                .doesNotContain("task");
        assertThat(door.key().length()).isGreaterThan(32);
    }

    @ParameterizedTest
    @CsvSource({"x-api-key,''", "x-goog-api-key,''", "Authorization,'Bearer '"})
    void the_key_may_come_in_any_of_three_headers(String header, String prefix) throws Exception {
        // Given
        Door door = house.door();

        // When
        var answer = house.post(door.baseUrl() + MESSAGES, header, prefix + door.key(), House.messages(false, "go"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(house.only(door).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_key_an_unknown_address_and_a_closed_door_are_refused_without_a_record() throws Exception {
        // Given
        Door door = house.door();
        Door other = house.door();
        Door closed = house.door();
        closed.close();
        String body = House.messages(false, "go");

        // When
        List<HttpResponse<String>> answers = List.of(
                house.post(door.baseUrl() + "/v1/messages", "x-api-key", other.key(), body),
                house.post(door.baseUrl() + "/v1/messages", "x-other", door.key(), body),
                house.post(door.baseUrl() + "0/v1/messages", "x-api-key", door.key(), body),
                house.post(closed, "/v1/messages", body));
        HttpResponse<String> chat =
                house.post(door.baseUrl() + "/v1/chat/completions", "Authorization", "Bearer x", "{}");

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"");
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        });
        assertThat(chat.statusCode()).isEqualTo(401);
        assertThat(chat.body()).contains("\"code\":\"invalid_api_key\"");
        assertThat(house.records).isEmpty();
    }

    @Test
    void a_probe_needs_no_key_and_leaves_no_record() throws Exception {
        // Given
        Door door = house.door();

        // When
        var head = house.send(house.request(door.baseUrl())
                .method("HEAD", BodyPublishers.noBody())
                .build());
        var get = house.send(house.request(door.baseUrl() + "/").build());
        var unknown = house.send(house.request(door.baseUrl() + "0").build());
        door.close();

        // Then
        assertThat(List.of(head.statusCode(), get.statusCode(), unknown.statusCode()))
                .containsExactly(200, 200, 401);
        assertThat(house.records).isEmpty();
    }

    @Test
    void what_is_no_call_is_answered_without_a_record() throws Exception {
        // Given
        Door door = house.door();

        // When
        var models = house.send(house.request(door.baseUrl() + "/v1/models")
                .header("x-api-key", door.key())
                .build());
        var websocket = house.send(house.request(door.baseUrl() + "/v1/responses")
                .header("x-api-key", door.key())
                .build());
        var unknown = house.post(door, "/v1/embeddings", "{}");
        door.close();

        // Then
        assertThat(models.body()).contains("\"object\":\"list\"").contains("\"id\":\"simulated\"");
        assertThat(websocket.statusCode()).isEqualTo(426);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(house.records).isEmpty();
    }

    @Test
    void a_call_leaves_one_record_with_its_times_in_order() throws Exception {
        // Given
        Door door = house.door(new Run("ls", "Let me look."));

        // When
        String body = House.messages(true, "go");
        var answer = house.post(door, MESSAGES, body);
        CallRecord record = house.only(door);

        // Then
        assertThat(answer.headers().firstValue("request-id")).contains(record.callId());
        assertThat(answer.body()).contains("\"model\":\"any-name\"").endsWith("\"type\":\"message_stop\"}\n\n");
        assertThat(record.kind()).isEqualTo(CallKind.MAIN);
        assertThat(record.seq()).isEqualTo(1);
        assertThat(record.error()).isNull();
        assertThat(record.modelRequested()).isEqualTo("any-name");
        assertThat(record.modelServed()).isEqualTo("simulated");
        assertThat(record.ingressDialect()).isEqualTo("anthropic-messages");
        assertThat(record.lane()).isEqualTo("simulated");
        assertThat(record.simulated()).isTrue();
        assertThat(record.toolCalls()).containsExactly("Bash");
        assertThat(record.requestBytes()).isEqualTo(body.length());
        assertThat(record.responseBytes()).isEqualTo(answer.body().length());
        assertThat(record.costUsd()).isEqualTo(House.PRICES.cost(record.usage()).amount());
        assertThat(record.usageRaw()).containsEntry("output_tokens", record.outputTokens());
        assertThat(new Long[] {
                    record.receivedNs(),
                    record.sentNs(),
                    record.headersNs(),
                    record.firstByteNs(),
                    record.firstContentNs(),
                    record.lastByteNs(),
                    record.doneNs()
                })
                .doesNotContainNull()
                .isSorted();
    }

    @Test
    void a_body_that_is_not_json_is_the_clients_error() throws Exception {
        // Given
        Door door = house.door();

        // When
        var answer = house.post(door, "/v1/chat/completions", "{\"model\":");
        CallRecord record = house.only(door);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
        assertThat(record.status()).isEqualTo(400);
        assertThat(record.error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("client", "bad_request");
        assertThat(record.attempts()).isZero();
        assertThat(record.costUsd()).isZero();
    }

    @Test
    void a_body_beyond_64_mib_is_refused() throws Exception {
        // Given
        Door door = house.door();

        // When
        var answer = house.post(door, "/v1/messages", " ".repeat((64 << 20) + 1));

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(house.only(door).error()).extracting(CallError::type).isEqualTo("too_large");
    }

    @Test
    void counting_tokens_generates_nothing_and_costs_nothing() throws Exception {
        // Given
        Door door = house.door();
        String body = new String(Bodies.bytes("claude-code"), StandardCharsets.UTF_8);

        // When
        var count = house.post(door, "/v1/messages/count_tokens?beta=true", body);
        var call = house.post(door, MESSAGES, body);
        door.close();

        // Then
        CallRecord counted = house.records.getFirst();
        CallRecord called = house.records.getLast();
        assertThat(count.body()).isEqualTo("{\"input_tokens\":" + called.usage().totalInput() + "}");
        assertThat(counted.kind()).isEqualTo(CallKind.COUNT);
        assertThat(counted.usage().total()).isZero();
        assertThat(counted.costUsd()).isZero();
        assertThat(call.statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_whose_tools_hold_no_shell_ends_the_turn_and_says_so_in_the_record() throws Exception {
        // Given
        Door door = house.door(new Run("ls", null));

        // When
        var answer = house.post(
                door, "/v1/responses", "{\"model\":\"m\",\"input\":\"go\",\"tools\":[{\"type\":\"web_search\"}]}");

        // Then
        assertThat(answer.body()).contains("No shell tool is on offer");
        assertThat(house.only(door).error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("gateway", "no_shell_tool");
    }

    @Test
    void activity_adds_up_what_went_through() throws Exception {
        // Given
        Door door = house.door(new Say("Done."));

        // When
        house.post(door, MESSAGES, House.messages(false, "go"));
        house.post(door, MESSAGES, House.messages(false, "go"));
        door.close();

        // Then
        Activity activity = door.activity();
        assertThat(activity.callsDone()).isEqualTo(2);
        assertThat(activity.callsInFlight()).isZero();
        assertThat(activity.usage())
                .isEqualTo(house.records
                        .getFirst()
                        .usage()
                        .plus(house.records.getLast().usage()));
        assertThat(activity.costUsd()).isEqualTo(House.PRICES.cost(activity.usage()));
    }

    @Test
    void bodies_are_handed_over_as_they_went_over_the_wire() throws Exception {
        // Given
        List<String> bodies = new ArrayList<>();
        BodySink sink = call -> {
            bodies.add(call.seq() + ">" + new String(call.request(), StandardCharsets.UTF_8));
            bodies.add(call.seq() + "<" + new String(call.response(), StandardCharsets.UTF_8));
        };
        Door door = house.door("base", Limits.DEFAULT, sink);

        // When
        String body = House.messages(true, "go");
        var answer = house.post(door, MESSAGES, body);
        door.close();

        // Then
        assertThat(bodies).containsExactly("1>" + body, "1<" + answer.body());
    }

    @Test
    void a_sink_that_fails_makes_closing_fail() throws Exception {
        // Given
        try (Gateway gateway = Gateway.start(0, new SimulatedUpstream(Simulation.INSTANT), house.ticker, _ -> {
            throw new IllegalStateException("disk full");
        })) {
            Door door = gateway.open(WarmUp.DOOR);

            // When
            house.post(door, "/v1/messages", House.messages(false, "go"));

            // Then
            assertThatThrownBy(door::close).isInstanceOf(GatewayException.class).hasRootCauseMessage("disk full");
        }
    }
}
