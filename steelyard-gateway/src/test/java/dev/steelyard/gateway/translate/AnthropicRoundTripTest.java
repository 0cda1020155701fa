package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.strict.StrictAnthropicApi;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What real agents sent, read and written again.
class AnthropicRoundTripTest {
    @ParameterizedTest
    @ValueSource(strings = {"claude-code", "claude-code-title", "opencode-anthropic"})
    void a_real_request_says_the_same_after_being_written_anew(String body) {
        // Given
        Dialogue read = new AnthropicRequestReader().read(Bodies.json(body), new Losses());

        // When
        var losses = new Losses();
        ObjectNode written = new AnthropicRequestWriter().write(read, AnthropicTalk.NEW_MODEL, losses);
        Dialogue again = new AnthropicRequestReader().read(written, new Losses());

        // Then
        assertThat(new StrictAnthropicApi().violations(written)).isEmpty();
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("model", "messages")
                .isEqualTo(read);
        assertThat(again.messages().stream().flatMap(message -> message.content().stream()))
                .containsExactlyElementsOf(read.messages().stream()
                        .flatMap(message -> framed(message).stream())
                        .toList());
        assertThat(losses.codes())
                .isEqualTo(body.equals("claude-code") ? List.of("system_as_user") : List.<String>of());
    }

    private static List<Block> framed(Message message) {
        return message.role() == Role.SYSTEM
                ? message.content().stream()
                        .map(block -> (Block) new Block.Text(
                                "<system-reminder>\n" + ((Block.Text) block).text() + "\n</system-reminder>"))
                        .toList()
                : message.content();
    }
}
