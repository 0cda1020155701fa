package dev.steelyard.gateway.live;

import dev.steelyard.model.TokenUsage;
import tools.jackson.databind.JsonNode;

/// Where a dialect's answers carry what is metered. Tells an [Answer] what it finds; one per answer.
sealed interface AnswerGrammar permits AnthropicGrammar, ChatGrammar, ResponsesGrammar, GeminiGrammar {
    /// One event of a stream.
    void event(JsonNode event, Answer answer);

    /// The answer to a request that did not ask for a stream.
    void whole(JsonNode body, Answer answer);

    /// Whether an event carries nothing but usage.
    default boolean usageOnly(JsonNode event) {
        return false;
    }

    /// The disjoint buckets, by this dialect's rule of what includes what.
    TokenUsage buckets(UsageFields usage);
}
