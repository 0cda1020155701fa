package dev.steelyard.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String OWN = "a-key-of-no-known-shape";
    private static final Redaction REDACTION =
            new Redaction(List.of((text, mask) -> text.replace(OWN, mask.apply(OWN))));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String request(String body) {
        return new String(REDACTION.request(bytes(body)), StandardCharsets.UTF_8);
    }

    private static String response(String body) {
        return new String(REDACTION.response(bytes(body)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OWN,
                "sk-ant-api03-abcdefgh-ijklmnop",
                "sk-abcdefghijklmnopqrstuvwxyzABCDEFGH",
                "sk-1234567890abcdef",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "ya29.a0AfB_byC1234567890",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "AKIAABCDEFGHIJKLMNOP"
            })
    void a_key_becomes_a_mask_of_its_length_wherever_it_stands(String key) {
        for (String around : List.of("%s", "key=%s.", "line\\n%s\\n", "\\\"%s\\\"", "\\u000a%s", "({%s})")) {
            String body = "{\"text\":\"" + around.formatted(key) + "\"}";

            assertThat(request(body)).doesNotContain(key).hasSameSizeAs(body);
            assertThat(response(body)).isEqualTo(request(body));
            assertThat(Json.readObject(bytes(request(body))).path("text").isString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer abcdefghijklmnop.qrstuvwx",
                "x-api-key: abcdefghijklmnop",
                "\\\"x-goog-api-key\\\": \\\"abcdefghijklmnop\\\""
            })
    void what_a_header_names_as_a_key_is_masked_and_the_name_stays(String header) {
        String body = "{\"text\":\"curl -H '" + header + "' here\"}";

        assertThat(request(body))
                .doesNotContain("abcdefghijklmnop")
                .contains(header.substring(0, 8))
                .hasSameSizeAs(body);
    }

    @Test
    void a_private_key_keeps_its_lines_only() {
        String body = "{\"text\":\"-----BEGIN RSA PRIVATE KEY-----\\nMIIEow/IBA+AKC\\nAQEA1234\\n"
                + "-----END RSA PRIVATE KEY-----\\nrest\",\"next\":\"MIIEow\"}";

        assertThat(request(body))
                .isEqualTo("{\"text\":\"-----BEGIN RSA PRIVATE KEY-----\\n**************\\n********\\n"
                        + "-----END RSA PRIVATE KEY-----\\nrest\",\"next\":\"MIIEow\"}");
    }

    @Test
    void a_private_key_that_is_cut_off_does_not_take_the_quote_with_it() {
        String body = "{\"text\":\"-----BEGIN PRIVATE KEY-----\\\\nMIIEow\"}";

        assertThat(request(body)).isEqualTo("{\"text\":\"-----BEGIN PRIVATE KEY-----\\\\n******\"}");
    }

    @Test
    void long_base64_of_a_request_becomes_its_digest_and_its_length() {
        String body = "{\"data\":\"" + "iVBORw0KGgo/".repeat(100) + "==\",\"short\":\"iVBORw0KGgo\"}";

        assertThat(request(body)).matches("\\{\"data\":\"sha256:[0-9a-f]{64}\\+1202\",\"short\":\"iVBORw0KGgo\"}");
    }

    @Test
    void long_base64_of_an_answer_stays_because_it_is_played_again() {
        String body = "{\"signature\":\"" + "iVBORw0KGgo/".repeat(100) + "\"}";

        assertThat(response(body)).isEqualTo(body);
    }

    @Test
    void a_key_that_a_stream_cuts_into_pieces_is_masked_in_every_piece() {
        String stream = """
                data: {"delta":{"type":"text_delta","text":"the key is sk-a"}}

                data: {"delta":{"type":"text_delta","text":"nt-api03-ab"}}

                data: {"delta":{"type":"text_delta","text":"cdefghij \\"so\\""}}

                """;

        assertThat(response(stream)).isEqualTo("""
                data: {"delta":{"type":"text_delta","text":"the key is REDA"}}

                data: {"delta":{"type":"text_delta","text":"CTED*******"}}

                data: {"delta":{"type":"text_delta","text":"******** \\"so\\""}}

                """);
    }

    @Test
    void what_holds_no_secret_is_not_touched() {
        String body = "{\"text\":\"é 😀 task-force risk-1 sk-learn Bearer of news \\\\ \\\" x-api-key: $KEY\"}";

        assertThat(request(body)).isEqualTo(body);
        assertThat(response(body)).isEqualTo(body);
    }

    @Test
    void what_is_masked_is_not_masked_again() {
        String once = request("{\"text\":\"Bearer sk-ant-api03-abcdefgh-ijklmnop and " + OWN + "\"}");

        assertThat(request(once)).isEqualTo(once);
    }
}
