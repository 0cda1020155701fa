package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.simulated.SimulatedModel;
import dev.steelyard.gateway.simulated.Tokenizer;
import dev.steelyard.model.PromptPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptAnatomyTest {
    private static final Tokenizer TOKENIZER = new Tokenizer();

    private static List<PromptPart> parts(Prompt prompt, long inputTokens) {
        return PromptAnatomy.of(prompt, inputTokens, TOKENIZER);
    }

    private static Prompt anthropic(String messages) {
        String body = "{\"model\":\"m\",\"messages\":[" + messages + "]}";
        return Dialect.ANTHROPIC_MESSAGES.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_result_is_named_by_the_tool_and_the_command_that_produced_it() {
        // Given
        Prompt prompt = anthropic("""
                {"role":"user","content":"draw"},
                {"role":"assistant","content":[
                  {"type":"tool_use","id":"a","name":"Bash","input":{"command":"cat examples/big.md\\n"}},
                  {"type":"tool_use","id":"b","name":"Read","input":{"file_path":"/w/README.md","limit":9}}]},
                {"role":"user","content":[
                  {"type":"tool_result","tool_use_id":"b","content":"short"},
                  {"type":"tool_result","tool_use_id":"a","content":"%s"}]}""".formatted("word ".repeat(500)));

        // When
        List<PromptPart> parts = parts(prompt, 1_000);

        // Then
        assertThat(parts.getFirst().name()).isEqualTo("Bash: cat examples/big.md");
        assertThat(parts.getFirst().tokens()).isGreaterThan(800);
        assertThat(parts).extracting(PromptPart::kind).contains("user", "assistant", "call", "result");
        assertThat(parts).extracting(PromptPart::name).contains("Read: /w/README.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "opencode-chat", "codex"})
    void the_shares_of_what_real_agents_send_sum_up_to_what_was_billed(String name) {
        // Given
        Dialect dialect = switch (name) {
            case "codex" -> Dialect.OPENAI_RESPONSES;
            case "opencode-chat" -> Dialect.OPENAI_CHAT;
            default -> Dialect.ANTHROPIC_MESSAGES;
        };
        Prompt prompt = dialect.read(Bodies.json(name));

        for (long billed : new long[] {1, 999, 12_345, new SimulatedModel().countInput(prompt)}) {
            // When
            List<PromptPart> parts = parts(prompt, billed);

            // Then
            assertThat(parts.stream().mapToLong(PromptPart::tokens).sum()).isEqualTo(billed);
            assertThat(parts).hasSizeLessThanOrEqualTo(24);
        }
    }

    @Test
    void many_small_parts_are_told_together() {
        // Given
        String tools = IntStream.range(0, 100)
                .mapToObj(i -> "{\"name\":\"tool" + i + "\",\"input_schema\":{}}")
                .collect(Collectors.joining(","));
        String body = "{\"model\":\"m\",\"messages\":[],\"tools\":[" + tools + "]}";
        Prompt prompt = Dialect.ANTHROPIC_MESSAGES.read(Json.readObject(body.getBytes(StandardCharsets.UTF_8)));

        // When
        List<PromptPart> parts = parts(prompt, 5_000);

        // Then
        assertThat(parts).hasSize(24);
        assertThat(parts).filteredOn(part -> part.name().equals("the rest")).hasSize(1);
    }

    @Test
    void what_a_hostile_agent_calls_its_commands_stays_on_one_short_line() {
        assertThat(CallLabel.printable("a\n\u001b[31mb\u202e" + "x".repeat(500)))
                .startsWith("a [31mb ")
                .hasSize(120)
                .endsWith("…");
    }
}
