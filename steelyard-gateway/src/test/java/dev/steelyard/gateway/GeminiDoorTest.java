package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Run;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiDoorTest {
    private static final String MODEL = "/v1beta/models/gemini-2.5-pro";
    private static final String STREAM = MODEL + ":streamGenerateContent";
    private static final String BODY = """
            {"contents":[{"role":"user","parts":[{"text":"go"}]}],"tools":[{"functionDeclarations":[
             {"name":"run_shell_command","parametersJsonSchema":{"type":"object",
              "properties":{"command":{"type":"string"}},"required":["command"]}}]}]}""";
    private static final String CALL = "\"name\":\"run_shell_command\",\"args\":{\"command\":\"ls\"}";

    private final House house = new House(Simulation.INSTANT);

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MODEL + ":generateContent",
                STREAM + "?alt=sse",
                MODEL + "%3AstreamGenerateContent?alt=sse",
                "/v1/models/gemini-2.5-pro:generateContent",
                "/v1beta1/publishers/google/models/gemini-2.5-pro:generateContent",
                "/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:generateContent",
            })
    void the_address_names_the_model_and_the_method_in_all_their_forms(String path) throws Exception {
        // Given
        Door door = house.door(new Run("ls", null));

        // When
        var answer = house.post(door.baseUrl() + path, "x-goog-api-key", door.key(), BODY);
        CallRecord record = house.only(door);

        // Then
        assertThat(answer.body()).contains(CALL).contains("\"modelVersion\":\"gemini-2.5-pro\"");
        assertThat(record.ingressDialect()).isEqualTo("gemini");
        assertThat(record.modelRequested()).isEqualTo("gemini-2.5-pro");
        assertThat(record.stream()).isEqualTo(path.contains("stream"));
        assertThat(record.kind()).isEqualTo(CallKind.MAIN);
        assertThat(record.toolCalls()).containsExactly("run_shell_command");
    }

    @Test
    void without_alt_sse_a_stream_is_one_json_array() throws Exception {
        // Given
        Door door = house.door(new Run("ls", "Let me look."));

        // When
        var events = house.post(door, STREAM + "?alt=sse", BODY);
        var array = house.post(door, STREAM, BODY);

        // Then
        assertThat(events.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(events.body()).startsWith("data: {").endsWith("}\n\n").contains(CALL);
        assertThat(array.headers().firstValue("content-type")).contains("application/json; charset=UTF-8");
        assertThat(array.body()).startsWith("[{").endsWith("}]").contains(CALL);
    }

    @Test
    void the_first_content_is_the_whole_call_and_not_its_name() throws Exception {
        // Given
        try (House slow = new House(new Simulation(0, 100, 0))) {
            Door door = slow.door(new Run("echo one two three four five six seven eight", null));

            // When
            slow.post(door, STREAM + "?alt=sse", BODY);
            CallRecord record = slow.only(door);

            // Then
            assertThat(record.firstContentNs()).isNotNull();
            assertThat(record.firstContentNs() - record.receivedNs()).isGreaterThan(100_000_000L);
        }
    }

    @Test
    void the_key_may_come_in_the_query() throws Exception {
        // Given
        Door door = house.door();

        // When
        var right = house.post(door.baseUrl() + STREAM + "?alt=sse&key=" + door.key(), "x-other", "", BODY);
        var wrong = house.post(door.baseUrl() + STREAM + "?key=x", "x-other", "", BODY);
        var none = house.post(door.baseUrl() + STREAM + "?alt=sse", "x-other", "", BODY);

        // Then
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).startsWith("[{\"error\":{\"code\":401,");
        assertThat(none.body()).startsWith("{\"error\":{\"code\":401,").contains("\"status\":\"UNAUTHENTICATED\"");
        assertThat(house.only(door).status()).isEqualTo(200);
    }

    @Test
    void what_nothing_answers_is_refused_in_googles_shape_without_the_key() throws Exception {
        // Given
        Door door = house.door();

        // When
        var answer = house.post(
                door.baseUrl() + MODEL + ":embedContent?key=" + door.key(), "x-other", "", "{\"content\":{}}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("\"status\":\"NOT_FOUND\"")
                .contains("embedContent")
                .doesNotContain(door.key());
    }

    @Test
    void counting_tokens_says_what_a_call_would_be_charged() throws Exception {
        // Given
        Door door = house.door();

        // When
        var count = house.post(door, MODEL + ":countTokens", BODY);
        house.post(door, MODEL + ":generateContent", BODY);
        door.close();

        // Then
        CallRecord counted = house.records.getFirst();
        CallRecord called = house.records.getLast();
        assertThat(count.body()).isEqualTo("{\"totalTokens\":" + called.usage().totalInput() + "}");
        assertThat(counted.kind()).isEqualTo(CallKind.COUNT);
        assertThat(counted.usage().total()).isZero();
    }

    @Test
    void a_request_for_json_without_tools_is_a_side_call_that_fits_its_schema() throws Exception {
        // Given
        Door door = house.door(new Run("ls", null));

        // When
        var answer = house.post(door, MODEL + ":generateContent", """
                {"contents":[{"role":"user","parts":[{"text":"How hard is it?"}]}],
                 "generationConfig":{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT",
                 "properties":{"complexity_score":{"type":"INTEGER","minimum":1}},"required":["complexity_score"]}}}""");

        // Then
        assertThat(answer.body()).contains("{\"text\":\"{\\\"complexity_score\\\":1}\"}");
        assertThat(house.only(door).kind()).isEqualTo(CallKind.SIDE);
    }

    @Test
    void the_models_are_listed_in_googles_shape() throws Exception {
        // Given
        Door door = house.door();

        // When
        var models = house.send(house.request(door.baseUrl() + "/v1beta/models")
                .header("x-goog-api-key", door.key())
                .method("GET", BodyPublishers.noBody())
                .build());

        // Then
        assertThat(models.body()).startsWith("{\"models\":[{\"name\":\"models/simulated\"");
    }
}
