package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.ChatRequests.assistant;
import static dev.steelyard.gateway.translate.ChatRequests.call;
import static dev.steelyard.gateway.translate.ChatRequests.image;
import static dev.steelyard.gateway.translate.ChatRequests.result;
import static dev.steelyard.gateway.translate.ChatRequests.said;
import static dev.steelyard.gateway.translate.ChatRequests.saying;
import static dev.steelyard.gateway.translate.ChatRequests.text;
import static dev.steelyard.gateway.translate.ChatRequests.user;
import static dev.steelyard.gateway.translate.ChatRequests.violations;
import static dev.steelyard.gateway.translate.ChatRequests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The order of messages, and what moves because of it.
class ChatOrderTest {
    private static final String OPENAI = "gpt-4.1";
    private static final String IMITATOR = "deepseek-chat";

    @Test
    void the_results_of_a_turn_follow_its_calls_and_what_the_user_says_follows_them() {
        // Given
        Dialogue dialogue = saying(
                user(text("Go.")),
                assistant(text("Two at once."), call("c1"), call("c2")),
                user(text("And hurry."), result("c2", text("two")), result("c1", text("one"))));

        // When
        ObjectNode request = write(dialogue, OPENAI);

        // Then
        assertThat(roles(request))
                .containsExactly("system", "system", "user", "assistant", "tool:c1", "tool:c2", "user");
        assertThat(violations(dialogue, OPENAI)).isEmpty();
    }

    @Test
    void a_message_of_the_system_between_a_call_and_its_result_comes_after_the_result() {
        // Given
        Dialogue dialogue = saying(
                user(text("Go.")),
                assistant(call("c1")),
                new Message(Role.SYSTEM, List.of(text("New agents: none."))),
                user(result("c1", text("one"))));

        // Then
        assertThat(roles(write(dialogue, OPENAI)))
                .containsExactly("system", "system", "user", "assistant", "tool:c1", "system");
        assertThat(violations(dialogue, OPENAI)).isEmpty();
    }

    @Test
    void imitators_get_a_later_message_of_the_system_as_a_marked_one_of_the_user() {
        // Given
        Dialogue dialogue =
                saying(user(text("Go.")), new Message(Role.SYSTEM, List.of(text("News."))), user(text("Now.")));
        Losses losses = new Losses();

        // When
        ObjectNode request = write(dialogue, IMITATOR, losses);

        // Then
        assertThat(said(request)).contains("{'role':'user','content':'<system>\\nNews.\\n</system>'}");
        assertThat(losses.codes()).containsExactly("system_in_conversation");
        assertThat(violations(dialogue, IMITATOR)).isEmpty();
    }

    @Test
    void a_turn_that_came_in_several_messages_is_one_and_its_text_stands_before_its_calls() {
        // Given what an agent says between a call and its result
        Dialogue dialogue = saying(
                user(text("Go.")),
                assistant(call("c1")),
                assistant(call("c2")),
                assistant(text("Waiting.")),
                user(result("c1", text("one"))),
                user(result("c2", text("two"))));

        // When
        ObjectNode request = write(dialogue, OPENAI);

        // Then
        assertThat(roles(request)).containsExactly("system", "system", "user", "assistant", "tool:c1", "tool:c2");
        assertThat(request.path("messages").path(3).path("content").stringValue(""))
                .isEqualTo("Waiting.");
        assertThat(violations(dialogue, OPENAI)).isEmpty();
    }

    @Test
    void images_that_tools_return_follow_all_results_in_one_message_of_the_user() {
        // Given
        Dialogue dialogue = saying(
                user(text("Look.")),
                assistant(call("c1"), call("c2")),
                user(
                        result("c1", text("two pictures"), image(), image()),
                        result("c2", image()),
                        text("What do you see?")));

        // When
        ObjectNode request = write(dialogue, OPENAI);

        // Then
        assertThat(roles(request)).endsWith("assistant", "tool:c1", "tool:c2", "user");
        assertThat(request.path("messages").path(4).path("content").stringValue(""))
                .startsWith("two pictures\n[");
        assertThat(request.path("messages")
                        .path(6)
                        .path("content")
                        .valueStream()
                        .map(part -> part.path("type").stringValue("")))
                .containsExactly("text", "image_url", "image_url", "text", "image_url", "text");
        assertThat(violations(dialogue, OPENAI)).isEmpty();
        assertThat(violations(dialogue, IMITATOR)).isEmpty();
    }

    @Test
    void a_tool_that_failed_says_so_in_words() {
        // Given
        var failed = new Block.Result("c1", "", List.of(text("no such file")), true, CacheMark.NONE);

        // When
        ObjectNode request = write(saying(user(text("Go.")), assistant(call("c1")), user(failed)), OPENAI);

        // Then
        assertThat(said(request)).contains("'tool_call_id':'c1','content':'Error: no such file'");
    }

    @Test
    void a_call_without_a_result_and_a_result_without_a_call_are_told_and_still_valid() {
        // Given
        Dialogue dialogue =
                saying(user(result("gone", text("late news"))), assistant(call("c1")), user(text("Never mind.")));
        Losses losses = new Losses();

        // When
        ObjectNode request = write(dialogue, OPENAI, losses);

        // Then
        assertThat(losses.codes()).containsExactly("result_without_call", "result_missing");
        assertThat(said(request)).contains("late news", "'tool_call_id':'c1','content':'[no result]'");
        assertThat(violations(dialogue, OPENAI)).isEmpty();
    }

    @Test
    void ids_that_are_too_long_or_twice_the_same_are_changed_alike_in_call_and_result() {
        // Given
        String longId = "x".repeat(64);
        Dialogue dialogue = saying(
                user(text("Go.")),
                assistant(call(longId), call("same"), call("same")),
                user(result(longId), result("same", text("first")), result("same", text("second"))));

        // When
        ObjectNode request = write(dialogue, OPENAI);

        // Then
        assertThat(violations(dialogue, OPENAI)).isEmpty();
        assertThat(said(request))
                .contains("'tool_call_id':'same','content':'first'", "'tool_call_id':'same_2','content':'second'");
    }

    private static List<String> roles(ObjectNode request) {
        return request.path("messages")
                .valueStream()
                .map(message -> message.path("role").stringValue("")
                        + (message.has("tool_call_id")
                                ? ":" + message.path("tool_call_id").stringValue("")
                                : ""))
                .toList();
    }
}
