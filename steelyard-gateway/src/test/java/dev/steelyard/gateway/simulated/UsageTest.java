package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.Trajectory.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class UsageTest {
    private final Encoding o200k = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final SimulatedModel model = new SimulatedModel();

    /// The published rule, written down a second time from the raw body.
    private long byTheRule(JsonNode body) {
        List<String> texts = new ArrayList<>();
        body.path("tools").forEach(tool -> texts.add(unmarked(tool)));
        body.path("system").forEach(block -> texts.add(block.path("text").stringValue()));
        for (JsonNode message : body.path("messages")) {
            texts.add(message.path("role").stringValue());
            JsonNode content = message.path("content");
            if (content.isString()) {
                texts.add(content.stringValue());
            } else {
                content.forEach(block -> texts.add(
                        switch (block.path("type").stringValue()) {
                            case "text" -> block.path("text").stringValue();
                            case "tool_result" -> block.path("content").stringValue();
                            default -> unmarked(block);
                        }));
            }
        }
        return texts.stream().mapToLong(o200k::countTokensOrdinary).sum();
    }

    private static String unmarked(JsonNode node) {
        ObjectNode copy = node.deepCopy().asObject();
        copy.remove("cache_control");
        return copy.toString();
    }

    @Test
    void input_tokens_are_the_sum_over_the_segments_of_the_rule() {
        for (String body : List.of("claude-code", "opencode-anthropic", "claude-code-title")) {
            assertThat(model.countInput(Bodies.prompt(Dialect.ANTHROPIC_MESSAGES, body)))
                    .isEqualTo(byTheRule(Bodies.json(body)));
        }
    }

    @Test
    void output_tokens_are_those_of_the_texts_the_tool_names_and_the_arguments() {
        // When
        Performance performance =
                Chat.playing(new Run("ls -l", "Let me look.")).user("go").ask();

        // Then
        assertThat(performance.reply().parts()).hasSize(2);
        assertThat(performance.usage().output())
                .isEqualTo(o200k.countTokensOrdinary("Let me look.")
                        + o200k.countTokensOrdinary("bash")
                        + o200k.countTokensOrdinary("{\"command\":\"ls -l\"}"));
        assertThat(performance.cues().getLast().tokensOut())
                .isEqualTo(performance.usage().output());
    }

    @Test
    void a_doors_tag_does_not_change_the_count() {
        assertThat(new Random(3).longs(200, 0, 1_000_000_000_000L))
                .allSatisfy(tag -> assertThat(o200k.countTokensOrdinary("{\"id\":\"call_%012d_7\"}".formatted(tag)))
                        .isEqualTo(o200k.countTokensOrdinary("{\"id\":\"call_000000000000_7\"}")));
    }

    @Test
    void a_conversation_reads_its_own_past_from_the_cache() {
        // Given
        String longText = String.join(
                " ", IntStream.range(0, 900).mapToObj(Integer::toString).toList());
        Chat chat = Chat.playing(new Run("one", null)).user(longText);

        // When
        Performance first = chat.ask();
        Performance second = chat.answer("done").ask();

        // Then
        assertThat(first.usage().cacheRead()).isZero();
        assertThat(first.usage().freshInput()).isGreaterThan(1024);
        assertThat(second.usage().cacheRead()).isEqualTo(first.usage().totalInput() / 128 * 128);
        assertThat(second.usage().cacheWrite()).isZero();
    }

    @Test
    void a_request_without_tools_is_a_side_call_and_fits_the_schema_it_names() {
        // Given
        Prompt prompt = Bodies.prompt(Dialect.ANTHROPIC_MESSAGES, "claude-code-title");

        // When
        Performance performance = model.perform(prompt, Chat.role(1), new PrefixCache());

        // Then
        assertThat(performance.kind()).isEqualTo(CallKind.SIDE);
        assertThat(performance.reply()).isEqualTo(Reply.text("{\"title\":\"simulated\"}"));
    }
}
