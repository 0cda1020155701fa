package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.model.TokenUsage;
import tools.jackson.databind.JsonNode;

/// Gemini's `generateContent`. Every chunk repeats the usage so far, so the last counts; the chunk with a
/// `finishReason` ends the answer, but its usage may come after it. There is no sentinel.
final class GeminiGrammar implements AnswerGrammar {
    private boolean finished;

    @Override
    public void event(JsonNode event, Answer answer) {
        answer.failure(event.path("error"));
        event.path("candidates").forEach(candidate -> candidate(candidate, answer));
        refused(event.path("promptFeedback").path("blockReason"), answer);
        JsonNode usage = event.path("usageMetadata");
        answer.usage(usage, finished);
        if (finished && usage.isObject()) {
            answer.ended();
        }
    }

    private void candidate(JsonNode candidate, Answer answer) {
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, answer);
        }
        refused(candidate.path("finishReason"), answer);
    }

    private static void part(JsonNode part, Answer answer) {
        answer.piece(part.path("text"));
        JsonNode call = part.path("functionCall");
        if (!call.path("name").stringValue("").isEmpty()) {
            answer.tool(call.path("name"));
            answer.piece(Json.text(Json.compact(call.path("args"))));
        }
        if (part.has("executableCode")) {
            answer.tool(Json.text("code_execution"));
        }
    }

    private void refused(JsonNode reason, Answer answer) {
        answer.stopped(reason);
        finished |= reason.isString();
    }

    /// Also the answer of `countTokens`, which is about the input alone.
    @Override
    public void whole(JsonNode body, Answer answer) {
        finished = true;
        if (body.path("totalTokens").isNumber()) {
            answer.usage(body, true);
            return;
        }
        event(body, answer);
    }

    /// The prompt includes what was read from the cache, and excludes what the provider's own tools brought in; the
    /// candidates exclude thoughts.
    @Override
    public TokenUsage buckets(UsageFields usage) {
        long prompt = counted(usage, "promptTokenCount", "promptTokensDetails");
        long input = usage.has("totalTokens") ? usage.count("totalTokens") : prompt;
        long read = Math.min(input, counted(usage, "cachedContentTokenCount", "cacheTokensDetails"));
        long brought = counted(usage, "toolUsePromptTokenCount", "toolUsePromptTokensDetails");
        long candidates = counted(usage, "candidatesTokenCount", "candidatesTokensDetails");
        long thoughts = usage.count("thoughtsTokenCount");
        boolean within = thoughts > 0
                && thoughts <= candidates
                && usage.count("totalTokenCount") == prompt + brought + candidates;
        return new TokenUsage(input - read + brought, read, 0, within ? candidates : candidates + thoughts, thoughts);
    }

    /// What is not counted in one sum may still be told modality by modality.
    private static long counted(UsageFields usage, String sum, String details) {
        return usage.has(sum) ? usage.count(sum) : usage.sum(details, "tokenCount");
    }
}
