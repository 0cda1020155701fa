package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.strict.StrictChatApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat Completions → dialogue → Chat Completions.
class ChatRoundTripTest {
    private static final int DRAWN = 300;
    private static final String SERVED = "gpt-4.1";

    @Test
    void what_a_real_agent_sent_comes_out_as_it_went_in() {
        // Given
        JsonNode sent = Bodies.json("opencode-chat");
        Losses losses = new Losses();

        // When
        ObjectNode written = write(new ChatRequestReader().read(sent, losses), losses);

        // Then
        assertThat(written.path("messages")).isEqualTo(sent.path("messages"));
        assertThat(written.path("tools")).isEqualTo(sent.path("tools"));
        assertThat(written.path("max_completion_tokens").longValue(0)).isEqualTo(32_000);
        assertThat(losses.codes()).isEmpty();
        assertThat(new StrictChatApi().violations(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_chat_completions_can_say_is_read_back_as_it_was(long seed) {
        ChatDialogues dialogues = new ChatDialogues(seed, true);
        for (int drawn = 0; drawn < DRAWN; drawn++) {
            // Given
            Dialogue dialogue = dialogues.next();
            Losses losses = new Losses();

            // When
            ObjectNode request = write(dialogue, losses);
            Dialogue read = new ChatRequestReader().read(request, losses);

            // Then
            assertThat(new StrictChatApi().violations(request))
                    .as("%s", request)
                    .isEmpty();
            assertThat(losses.codes()).as("%s", request).isEmpty();
            assertThat(read.messages()).as("%s", request).isEqualTo(dialogue.messages());
            assertThat(read.system()).isEqualTo(dialogue.system());
            assertThat(read.tools()).isEqualTo(dialogue.tools());
            assertThat(read.choice()).isEqualTo(dialogue.choice());
            assertThat(read.sampling()).isEqualTo(dialogue.sampling());
            assertThat(read.output()).isEqualTo(dialogue.output());
            assertThat(read.oneCallAtATime()).isEqualTo(dialogue.oneCallAtATime());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void what_it_cannot_say_in_that_order_is_still_valid_stable_and_complete(long seed) {
        ChatDialogues dialogues = new ChatDialogues(seed, false);
        for (int drawn = 0; drawn < DRAWN; drawn++) {
            // Given
            Dialogue dialogue = dialogues.next();

            // When
            ObjectNode request = write(dialogue, new Losses());
            ObjectNode again = write(new ChatRequestReader().read(request, new Losses()), new Losses());

            // Then
            assertThat(new StrictChatApi().violations(request))
                    .as("%s", dialogue)
                    .isEmpty();
            assertThat(again).isEqualTo(request);
            assertThat(write(dialogue, new Losses()).toString()).isEqualTo(request.toString());
            String text = texts(request.path("messages"));
            assertThat(words(dialogue)).as("%s", request).allMatch(text::contains);
        }
    }

    private static ObjectNode write(Dialogue dialogue, Losses losses) {
        return new ChatRequestWriter().write(dialogue, SERVED, losses);
    }

    /// Everything that was said, called and returned.
    private static List<String> words(Dialogue dialogue) {
        List<String> words = new ArrayList<>();
        dialogue.messages().forEach(message -> message.content().forEach(block -> words(block, words)));
        return words;
    }

    private static void words(Block block, List<String> words) {
        switch (block) {
            case Block.Text(String text, Dialogue.CacheMark _) -> words.add(text);
            case Block.Image image -> words.add(String.valueOf(image.media().base64()));
            case Block.Call call -> words.add(call.arguments());
            case Block.Result result -> result.content().forEach(part -> words(part, words));
            case Block.Document _, Block.Thinking _ -> {}
        }
    }

    private static String texts(JsonNode node) {
        StringBuilder texts = new StringBuilder(node.stringValue(""));
        node.forEach(child -> texts.append(texts(child)).append('\n'));
        return texts.toString();
    }
}
