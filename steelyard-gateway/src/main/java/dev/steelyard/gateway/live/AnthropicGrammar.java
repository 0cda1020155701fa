package dev.steelyard.gateway.live;

import dev.steelyard.model.TokenUsage;
import tools.jackson.databind.JsonNode;

/// Anthropic Messages. `message_start` holds the input, `message_delta` what was written so far; both are cumulative,
/// so the last of each field counts. Input excludes what was read from or written to the cache.
final class AnthropicGrammar implements AnswerGrammar {
    @Override
    public void event(JsonNode event, Answer answer) {
        switch (event.path("type").stringValue("")) {
            case "message_start" -> answer.usage(event.path("message").path("usage"), false);
            case "content_block_start" -> block(event.path("content_block"), answer);
            case "content_block_delta" -> delta(event.path("delta"), answer);
            case "message_delta" -> {
                answer.stopped(event.path("delta").path("stop_reason"));
                JsonNode usage = event.path("usage");
                answer.usage(usage, usage.has("output_tokens"));
            }
            case "message_stop" -> answer.ended();
            case "error" -> answer.failure(event.path("error"));
            default -> {
                // Pings, ends of blocks, and whatever is invented next.
            }
        }
    }

    private static void block(JsonNode block, Answer answer) {
        if (block.path("type").stringValue("").endsWith("tool_use")) {
            answer.tool(block.path("name"));
        }
    }

    private static void delta(JsonNode delta, Answer answer) {
        answer.piece(delta.path("text"));
        answer.piece(delta.path("thinking"));
        answer.piece(delta.path("partial_json"));
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        if (body.path("input_tokens").isNumber()) {
            answer.usage(body, true);
            return;
        }
        answer.usage(body.path("usage"), true);
        answer.stopped(body.path("stop_reason"));
        for (JsonNode block : body.path("content")) {
            block(block, answer);
            delta(block, answer);
        }
    }

    @Override
    public TokenUsage buckets(UsageFields usage) {
        long output = usage.count("output_tokens");
        long written = usage.has("cache_creation_input_tokens")
                ? usage.count("cache_creation_input_tokens")
                : usage.inside("cache_creation").sum();
        long thought = usage.inside("output_tokens_details").count("thinking_tokens");
        long hour = usage.inside("cache_creation").count("ephemeral_1h_input_tokens");
        return new TokenUsage(
                usage.count("input_tokens"),
                usage.count("cache_read_input_tokens"),
                written,
                Math.min(hour, written),
                output,
                Math.min(thought, output));
    }
}
