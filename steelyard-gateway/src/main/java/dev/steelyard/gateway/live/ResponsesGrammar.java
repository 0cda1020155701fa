package dev.steelyard.gateway.live;

import dev.steelyard.model.TokenUsage;
import tools.jackson.databind.JsonNode;

/// OpenAI Responses. The last event repeats the whole answer, with its usage; there is no `[DONE]` to wait for.
final class ResponsesGrammar implements AnswerGrammar {
    private static final OpenAiBuckets BUCKETS = new OpenAiBuckets("input_tokens", "output_tokens");

    @Override
    public void event(JsonNode event, Answer answer) {
        String type = event.path("type").stringValue("");
        switch (type) {
            case "response.output_item.added" -> item(event.path("item"), answer);
            case "response.completed", "response.incomplete", "response.failed" -> {
                JsonNode response = event.path("response");
                answer.usage(response.path("usage"), true);
                stop(response, answer);
                answer.failure(response.path("error"));
                answer.ended();
            }
            case "error" -> answer.failure(event.has("message") ? event : event.path("error"));
            default -> {
                if (type.endsWith(".delta")) {
                    answer.piece(event.path("delta"));
                }
            }
        }
    }

    private static void stop(JsonNode response, Answer answer) {
        answer.stopped(response.path("status"));
        answer.stopped(response.path("incomplete_details").path("reason"));
    }

    /// Tools of the provider's own have no name but their type.
    private static void item(JsonNode item, Answer answer) {
        if (item.path("type").stringValue("").endsWith("_call")) {
            answer.tool(item.has("name") ? item.path("name") : item.path("type"));
        }
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        answer.usage(body.path("usage"), true);
        stop(body, answer);
        for (JsonNode item : body.path("output")) {
            item(item, answer);
            item.path("content").forEach(part -> answer.piece(part.path("text")));
        }
    }

    @Override
    public TokenUsage buckets(UsageFields usage) {
        return BUCKETS.of(usage);
    }
}
