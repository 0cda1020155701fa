package dev.steelyard.gateway.live;

import dev.steelyard.model.TokenUsage;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// OpenAI Chat Completions. The usage comes in a chunk of its own, at the end; some servers repeat it in every chunk,
/// growing, so the last counts.
final class ChatGrammar implements AnswerGrammar {
    static final String DONE = "[DONE]";
    private static final OpenAiBuckets BUCKETS = new OpenAiBuckets("prompt_tokens", "completion_tokens");

    /// `choice/index` of the calls whose name has come: some servers repeat it.
    private final Set<String> named = new HashSet<>();

    @Override
    public void event(JsonNode event, Answer answer) {
        answer.usage(event.path("usage"), true);
        answer.failure(event.path("error"));
        event.path("choices").forEach(choice -> choice(choice, answer));
    }

    private void choice(JsonNode choice, Answer answer) {
        JsonNode delta = choice.path("delta");
        answer.stopped(choice.path("finish_reason"));
        words(delta, answer);
        for (JsonNode call : delta.path("tool_calls")) {
            JsonNode function = call.path("function");
            String place =
                    choice.path("index").intValue(0) + "/" + call.path("index").intValue(0);
            if (!function.path("name").stringValue("").isEmpty() && named.add(place)) {
                answer.tool(function.path("name"));
            }
            answer.piece(function.path("arguments"));
        }
    }

    private static void words(JsonNode said, Answer answer) {
        answer.piece(said.path("content"));
        answer.piece(said.path("refusal"));
        answer.piece(said.path("reasoning_content"));
        answer.piece(said.path("reasoning"));
    }

    @Override
    public boolean usageOnly(JsonNode event) {
        JsonNode choices = event.path("choices");
        return event.path("usage").isObject() && choices.isArray() && choices.isEmpty();
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        answer.usage(body.path("usage"), true);
        for (JsonNode choice : body.path("choices")) {
            answer.stopped(choice.path("finish_reason"));
            words(choice.path("message"), answer);
            choice.path("message")
                    .path("tool_calls")
                    .forEach(call -> answer.tool(call.path("function").path("name")));
        }
    }

    @Override
    public TokenUsage buckets(UsageFields usage) {
        return BUCKETS.of(usage);
    }
}
