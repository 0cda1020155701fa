package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.model.HostedToolRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is changed inside a request of the provider's own dialect, and that nothing else is.
class NativeEditsTest {
    private static final String SALT = "[cell 1234]";
    private static final String HEADER = "x-anthropic-billing-header: cc_version=2.1; cch=0a1b2;";

    private static LiveRequest request(Provider provider, String dialect, String salt, String body) {
        var rules = NativeRules.of(provider, dialect, "m", Verb.GENERATE, HostedToolRule.DENY, salt);
        return LiveRequest.of(body.getBytes(StandardCharsets.UTF_8), rules);
    }

    private static String sent(Provider provider, String dialect, String salt, String body) {
        String sent = new String(request(provider, dialect, salt, body).body(), StandardCharsets.UTF_8);
        Json.readObject(sent.getBytes(StandardCharsets.UTF_8));
        return sent;
    }

    private static String salted(String dialect, String body) {
        return sent(Provider.LITELLM, dialect, SALT, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "anthropic-messages | \"system\":\"Be.\" | \"system\":\"S\\nBe.\"",
                "anthropic-messages | \"system\":\"\" | \"system\":\"S\\n\"",
                "anthropic-messages | \"system\": null | \"system\": \"S\"",
                "anthropic-messages | \"system\":[ ] | \"system\":[B ]",
                "anthropic-messages | \"system\":[{\"x\":1}] | \"system\":[B,{\"x\":1}]",
                "openai-responses | \"instructions\":\"Be.\" | \"instructions\":\"S\\nBe.\"",
                "openai-responses | \"instructions\":null | \"instructions\":\"S\"",
                "openai-chat | \"messages\":[] | \"messages\":[{\"role\":\"system\",\"content\":\"S\"}]",
                "openai-chat | \"messages\":[{\"role\":\"user\"}] "
                        + "| \"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\"}]",
                "openai-chat | \"messages\":[{\"content\":\"Be.\",\"role\":\"system\"},{\"a\":[1]}] "
                        + "| \"messages\":[{\"content\":\"S\\nBe.\",\"role\":\"system\"},{\"a\":[1]}]",
                "openai-chat | \"messages\":[{\"role\":\"developer\",\"content\":[{\"x\":1}]}] "
                        + "| \"messages\":[{\"role\":\"developer\",\"content\":[B,{\"x\":1}]}]",
                "gemini | \"systemInstruction\":{\"parts\":[{\"text\":\"Be.\"}]} "
                        + "| \"systemInstruction\":{\"parts\":[P,{\"text\":\"Be.\"}]}",
                "gemini | \"system_instruction\":{\"parts\":[]} | \"system_instruction\":{\"parts\":[P]}",
                "gemini | \"systemInstruction\":{} | \"systemInstruction\":{\"parts\":[P]}",
                "gemini | \"systemInstruction\":{\"role\":\"user\"} "
                        + "| \"systemInstruction\":{\"parts\":[P],\"role\":\"user\"}",
                "gemini | \"systemInstruction\":null | \"systemInstruction\":{\"parts\":[P]}",
            })
    void the_salt_is_the_first_thing_that_the_system_prompt_says(String dialect, String given, String expected) {
        String told = expected.replace("B", "{'type':'text','text':'S'}")
                .replace("{'type':'text','text':'S'}e.", "Be.")
                .replace("P", "{'text':'S'}")
                .replace('\'', '"')
                .replace("S", SALT);
        for (String shape :
                List.of("{%s,\"model\":\"a\",\"z\":[1,{}]}", "{ \"model\":\"a\" , \"é\":\"\\u00e9\",%s }")) {
            String body = shape.formatted(given);
            String model = dialect.equals("gemini") ? "\"a\"" : "\"m\"";
            assertThat(salted(dialect, body))
                    .isEqualTo(shape.replace("\"a\"", model).formatted(told));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "anthropic-messages | \"system\":\"S\"",
                "openai-responses | \"instructions\":\"S\"",
                "gemini | \"systemInstruction\":{\"parts\":[{\"text\":\"S\"}]}",
            })
    void where_there_is_no_system_prompt_the_salt_becomes_one(String dialect, String member) {
        String model = dialect.equals("gemini") ? "a" : "m";
        assertThat(salted(dialect, " { \"model\":\"a\",\"q\":1}"))
                .isEqualTo(" { " + member.replace("S", SALT) + ",\"model\":\"" + model + "\",\"q\":1}");
    }

    private static String stripped(String system) {
        return sent(Provider.VERTEX, "anthropic-messages", "", "{\"a\":1,\"system\":" + system + ",\"model\":\"x\"}")
                .replace(",\"anthropic_version\":\"vertex-2023-10-16\"}", "")
                .replace("{\"a\":1", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\u000a", "\\u000A", "\\n\\n", "\\r\\n\\t "})
    void the_billing_header_goes_with_its_line_and_the_blank_behind_it(String lineFeed) {
        String odd = HEADER + " \\\"é\\u00e9\\\\ 😀";
        assertThat(stripped("\"" + odd + lineFeed + "You \\n are\"")).isEqualTo(",\"system\":\"You \\n are\"");
        assertThat(stripped("[ {\"type\":\"text\",\"text\":\"" + odd + lineFeed + "You\",\"z\":1}, {\"y\":2}]"))
                .isEqualTo(",\"system\":[ {\"type\":\"text\",\"text\":\"You\",\"z\":1}, {\"y\":2}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\n", "\\\"\\\\"})
    void a_block_that_is_nothing_else_goes_with_it(String rest) {
        String block = "{\"type\":\"text\",\"text\":\"" + HEADER + rest + "\"}";
        assertThat(stripped("[" + block + " , {\"y\":2}]")).isEqualTo(",\"system\":[{\"y\":2}]");
        assertThat(stripped("[" + block + "]")).isEmpty();
        assertThat(stripped("\"" + HEADER + rest + "\"")).isEmpty();
    }

    @Test
    void a_system_prompt_that_was_only_the_header_gives_way_to_the_salt() {
        String body = "{\"speed\":1,\"system\":\"" + HEADER + "\",\"model\":\"x\"}";
        LiveRequest request = request(Provider.VERTEX, "anthropic-messages", SALT, body);
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"system\":\"" + SALT + "\",\"anthropic_version\":\"vertex-2023-10-16\"}");
        assertThat(request.changes()).containsExactly("field:speed", "billing_header_stripped", "cache_salt");
    }

    @Test
    void anthropic_itself_gets_its_header_and_others_text_that_looks_like_it_stays() {
        String body = "{\"model\":\"m\",\"system\":\"" + HEADER + "\\nYou\"}";
        assertThat(sent(Provider.ANTHROPIC, "anthropic-messages", "", body)).isEqualTo(body);
        String later = "{\"model\":\"m\",\"system\":\"Not " + HEADER + "\",\"messages\":[\"" + HEADER + "\"]}";
        assertThat(sent(Provider.LITELLM, "anthropic-messages", "", later)).isEqualTo(later);
    }

    private static final List<String> OWN = List.of(
            "{\"type\":\"bash_20250124\",\"name\":\"bash\"}",
            "{ \"name\":\"f\",\"input_schema\":{\"type\":\"web_search_20250305\"}}",
            "{\"type\":\"function\",\"function\":{\"name\":\"googleSearch\"}}",
            "{\"type\":\"tool_search_tool_regex_20251119\"}",
            "{\"functionDeclarations\":[{\"name\":\"google_search\"}]}",
            "7",
            "null");
    private static final List<String> HOSTED = List.of(
            "{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}",
            "{\"name\":\"x\",\"type\":\"web_fetch_20250910\"}",
            "{\"type\":\"code_execution_20250825\"}",
            "{\"type\":\"mcp\",\"server_url\":\"https://evil.example\"}",
            "{\"type\":\"web_search_preview\"}",
            "{\"type\":\"file_search\"}",
            "{ \"googleSearch\" : {} }",
            "{\"url_context\":{}}");

    @Test
    void hosted_tools_go_wherever_they_stand_and_all_else_stays() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            List<String> kept = new ArrayList<>();
            var all = new StringBuilder();
            int hosted = 0;
            for (int i = 0, count = 1 + random.nextInt(6); i < count; i++) {
                boolean own = random.nextBoolean();
                List<String> from = own ? OWN : HOSTED;
                String tool = from.get(random.nextInt(from.size()));
                all.append(i == 0 ? "" : ",").append(tool);
                hosted += own ? 0 : 1;
                if (own) {
                    kept.add(tool);
                }
            }
            String shape = "{\"z\" : [ 1 ],\"tools\":[%s],\"model\":\"m\",\"é\":\"\\u00e9\"}";
            assertKept(shape, all.toString(), kept, hosted);
        }
    }

    private static void assertKept(String shape, String all, List<String> kept, int hosted) {
        String body = shape.formatted(all);
        if (kept.isEmpty()) {
            assertThatThrownBy(() -> request(Provider.ANTHROPIC, "anthropic-messages", "", body))
                    .isInstanceOf(BadRequest.class);
            return;
        }
        LiveRequest request = request(Provider.ANTHROPIC, "anthropic-messages", "", body);
        String sent = new String(request.body(), StandardCharsets.UTF_8);
        assertThat(sent).isEqualTo(shape.formatted(String.join(",", kept)));
        assertThat(request.changes()).hasSize(hosted).allMatch(change -> change.startsWith(HostedTools.DENIED));
    }

    @Test
    void functions_beside_a_hosted_tool_in_one_entry_stay() {
        String body =
                "{\"tools\":[{\"googleSearch\":{}, \"functionDeclarations\":[{\"name\":\"f\"}],\"codeExecution\":{}}]}";
        LiveRequest request = request(Provider.GEMINI, "gemini", "", body);
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]}");
        assertThat(request.changes())
                .containsExactly("hosted_tool_denied:googleSearch", "hosted_tool_denied:codeExecution");
    }

    @Test
    void tools_given_twice_or_among_the_items_are_looked_at_too() {
        String hosted = "{\"type\":\"web_search\"}";
        String own = "{\"type\":\"function\",\"name\":\"f\"}";
        String body = "{\"tools\":[" + own + "," + hosted + "],\"model\":\"m\",\"tools\":[" + hosted + "," + own + "],"
                + "\"input\":[{\"tools\":[" + hosted + "],\"type\":\"additional_tools\"},{\"type\":\"message\"}]}";
        assertThat(sent(Provider.OPENAI, "openai-responses", "", body))
                .isEqualTo("{\"tools\":[" + own + "],\"model\":\"m\",\"tools\":[" + own + "],"
                        + "\"input\":[{\"tools\":[],\"type\":\"additional_tools\"},{\"type\":\"message\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "anthropic-messages | {\"model\":\"m\",\"tools\":[{\"type\":\"web_search_20250305\"}]}",
                "openai-chat | {\"model\":\"m\",\"tools\":[{\"type\":\"web_search\"}]}",
                "openai-responses | {\"model\":\"m\",\"tools\":[{\"type\":\"web_search\"},{\"type\":\"mcp\"}]}",
                "openai-responses "
                        + "| {\"model\":\"m\",\"input\":[{\"type\":\"additional_tools\",\"tools\":[{\"type\":\"mcp\"}]}]}",
                "gemini | {\"tools\":[{\"googleSearch\":{}}]}",
                "gemini | {\"tools\":{\"google_search\":{}}}",
            })
    void a_request_for_nothing_but_hosted_tools_is_refused(String dialect, String body) {
        assertThatThrownBy(() -> request(Provider.LITELLM, dialect, "", body))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("provider-side tools are denied in this experiment");
        var rules = NativeRules.of(Provider.LITELLM, dialect, "m", Verb.GENERATE, HostedToolRule.ALLOW, "");
        assertThat(LiveRequest.of(body.getBytes(StandardCharsets.UTF_8), rules).body())
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    private static final List<String> MEMBERS = List.of(
            "\"context_management\":{\"edits\":[{}]}",
            "\"speed\" : \"fast\"",
            "\"mcp_servers\":[{\"url\":\"https://evil.example\"}]",
            "\"max_tokens\":9",
            "\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9 speed\"}]",
            "\"metadata\": {\"speed\":1}");

    @Test
    void members_that_vertex_refuses_go_from_any_place_however_often() {
        var random = new SplittableRandom(11);
        for (int round = 0; round < 500; round++) {
            List<String> given = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            int model = random.nextInt(6);
            for (int i = 0; i < 6; i++) {
                int member = random.nextInt(MEMBERS.size());
                given.add(i == model ? "\"model\":\"x\"" : MEMBERS.get(member));
                if (i == model) {
                    kept.add("\"anthropic_version\":\"vertex-2023-10-16\"");
                } else if (member > 2) {
                    kept.add(MEMBERS.get(member));
                }
            }
            assertThat(sent(Provider.VERTEX, "anthropic-messages", "", "{" + String.join(",", given) + "}"))
                    .isEqualTo("{" + String.join(",", kept) + "}");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void what_needs_no_change_is_the_very_same_array(Provider provider) {
        byte[] body = "{\"contents\":[]}".getBytes(StandardCharsets.UTF_8);
        var rules = NativeRules.of(provider, "gemini", "m", Verb.GENERATE, HostedToolRule.DENY, "");
        assertThat(LiveRequest.of(body, rules).body()).isSameAs(body);
    }
}
