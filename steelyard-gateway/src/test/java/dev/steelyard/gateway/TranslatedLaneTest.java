package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.HostedToolRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the experiment's rules do to a call that is translated, and what its meter reads.
class TranslatedLaneTest {
    private static final String HEADER = "x-anthropic-billing-header: cc_version=2.1; cch=0a1b2;";
    private static final String ANSWER = """
            data: {"choices":[{"index":0,"delta":{"content":"Hi."}}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":4321,"completion_tokens":2}}

            data: [DONE]

            """;

    private static House before(FakeProvider provider) {
        Map<String, String> environment =
                Map.of("STEELYARD_UPSTREAM_URL", provider.url() + "/v1", "STEELYARD_UPSTREAM_KEY", "key");
        return House.before("openai-compatible/m", environment, RetryPolicy.NEVER, HostedToolRule.DENY);
    }

    private static FakeProvider provider() throws Exception {
        return new FakeProvider(FakeProvider.streaming(ANSWER.getBytes(StandardCharsets.UTF_8), 20));
    }

    private static String request(String system) {
        return "{\"model\":\"x\",\"max_tokens\":9,\"stream\":true,\"system\":" + system
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"" + HEADER + "\\nBe brief.\"",
                "[{\"type\":\"text\",\"text\":\"" + HEADER + "\"},{\"type\":\"text\",\"text\":\"Be brief.\"}]",
                "[{\"type\":\"text\",\"text\":\"" + HEADER + "\\n\\nBe brief.\"}]",
            })
    void a_billing_header_does_not_cross_to_another_dialect(String system) throws Exception {
        try (var provider = provider();
                House house = before(provider)) {
            Door door = house.door();
            house.post(door, "/v1/messages", request(system));
            assertThat(provider.requests.getFirst().body())
                    .contains("\"content\":\"Be brief.\"")
                    .doesNotContain("billing");
            assertThat(house.only(door).lossy()).contains("billing_header_stripped");
        }
    }

    @Test
    void a_cell_of_its_own_has_its_salt_before_all_else_of_the_system_prompt() throws Exception {
        try (var provider = provider();
                House house = before(provider)) {
            Door door = house.isolatedDoor();
            house.post(door, "/v1/messages", request("\"Be brief.\""));
            assertThat(provider.requests.getFirst().body()).containsPattern("\"content\":\"\\[cell [^\\]]+\\]");
            assertThat(house.only(door).lossy()).contains("cache_salt");
        }
    }

    @Test
    void the_agent_is_told_an_estimate_at_first_and_the_truth_at_last_and_only_that_is_metered() throws Exception {
        try (var provider = provider();
                House house = before(provider)) {
            Door door = house.door();
            String told =
                    house.post(door, "/v1/messages", request("\"Be brief.\"")).body();
            String start = told.lines()
                    .filter(line -> line.contains("\"message_start\""))
                    .findFirst()
                    .orElseThrow();
            String delta = told.lines()
                    .filter(line -> line.contains("\"message_delta\""))
                    .findFirst()
                    .orElseThrow();
            CallRecord record = house.only(door);

            assertThat(start).doesNotContain("\"input_tokens\":0,").doesNotContain("4321");
            assertThat(delta).contains("\"input_tokens\":4321", "\"output_tokens\":2");
            assertThat(record.usage().totalInput()).isEqualTo(4321);
            assertThat(record.usageSource()).isEqualTo("exact");
        }
    }
}
