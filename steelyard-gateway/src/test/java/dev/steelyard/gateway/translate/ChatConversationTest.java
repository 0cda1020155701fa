package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Envelope;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.gateway.strict.StrictChatApi;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Several turns between a client and a strict server, each of which only sees what the translation passes
/// on.
class ChatConversationTest {
    private static final TokenUsage USAGE = new TokenUsage(10, 0, 0, 5, 2);
    private static final List<Scene.Call> TWO =
            List.of(new Scene.Call("ls", "{\"path\":\"/a \\\"b\\\" ✓\"}"), new Scene.Call("cat", "{\"file\":\"x\"}"));

    private final StrictChatApi api = new StrictChatApi();
    private final SideTable table = new SideTable("T");
    private final ArrayNode history = Json.array();

    @ParameterizedTest
    @CsvSource({"gpt-4.1, '', true", "gpt-4.1, '', false", "deepseek-chat, Hm.✓ Let me see., true", "x, Hm., false"})
    void a_conversation_with_tools_goes_on_for_several_turns(String served, String thinking, boolean streamed) {
        // Given
        history.addObject().put("role", "user").put("content", "Go.");

        for (int turn = 0; turn < 3; turn++) {
            // When
            List<Reply.Part> parts =
                    turn(served, new Scene(thinking, "Two.", TWO, StopReason.TOOL_USE, USAGE), streamed);

            // Then
            assertThat(parts).hasSize(thinking.isEmpty() ? 3 : 4);
            assertThat(((Reply.ToolCall) parts.getLast()).arguments())
                    .isEqualTo(TWO.getLast().arguments());
        }
        assertThat(turn(served, new Scene(thinking, "Done.", List.of(), StopReason.END_TURN, USAGE), streamed))
                .endsWith(new Reply.Text("Done."));
        history.addObject().put("role", "user").put("content", "Thanks.");
        assertThat(api.violations(request(served))).isEmpty();
    }

    private List<Reply.Part> turn(String served, Scene scene, boolean streamed) {
        assertThat(api.violations(request(served))).isEmpty();
        ChatAnswers answer = streamed
                ? ChatAnswers.read(table, ChatAnswers.chunks(api.frames(scene)))
                : ChatAnswers.whole(table, json(api.whole(scene)));
        assertThat(answer.stop()).contains(scene.stop());
        Reply reply = new Reply(answer.parts(), scene.stop());
        echo(json(Dialect.OPENAI_CHAT.whole(new Envelope("r", "m", 0, true), reply, USAGE)));
        return answer.parts();
    }

    private ObjectNode request(String served) {
        ObjectNode body = Json.object().put("model", "m").put("stream", true);
        body.set("messages", history);
        Losses losses = new Losses();
        Dialogue dialogue = new ChatRequestReader().read(body, losses);
        return new ChatRequestWriter().write(new Recall(table, "openai-chat", losses).into(dialogue), served, losses);
    }

    /// Like most clients, without what was thought.
    private void echo(JsonNode completion) {
        ObjectNode message = completion.at("/choices/0/message").deepCopy().asObject();
        message.remove("reasoning_content");
        history.add(message);
        message.path("tool_calls")
                .forEach(call -> history.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", call.path("id").stringValue(""))
                        .put("content", "fine"));
    }

    private static JsonNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
    }
}
