package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic Messages. Messages with the role `system` may stand between the others: Claude Code sends them.
public final class AnthropicMessages implements Dialect {
    private static final Set<String> ERROR_TYPES = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "request_too_large",
            "rate_limit_error",
            "timeout_error",
            "overloaded_error",
            "api_error");

    AnthropicMessages() {}

    @Override
    public String id() {
        return "anthropic-messages";
    }

    @Override
    public Prompt read(JsonNode body) {
        List<Segment> segments = new ArrayList<>();
        body.path("tools").forEach(tool -> segments.add(tool(tool)));
        system(body.path("system"), segments);
        Body.messages(body).forEach(message -> message(message, segments));
        return new Prompt(
                Body.model(body),
                Body.stream(body),
                true,
                Body.cap(body.path("max_tokens")),
                Body.schema(body.path("output_config").path("format").path("schema")),
                segments);
    }

    private static Segment tool(JsonNode tool) {
        return new Segment.Tool(
                Body.text(tool.path("name")), Body.schema(tool.path("input_schema")), Body.counted(tool));
    }

    private static void system(JsonNode system, List<Segment> segments) {
        if (system.isString()) {
            segments.add(new Segment.Instruction(system.stringValue()));
        }
        if (system.isArray()) {
            system.forEach(block -> segments.add(new Segment.Instruction(Body.text(block.path("text")))));
        }
    }

    private static void message(JsonNode message, List<Segment> segments) {
        String role = Body.text(message.path("role"));
        boolean fromModel = role.equals("assistant");
        segments.add(new Segment.Speaker(role));
        JsonNode content = message.path("content");
        if (content.isString()) {
            segments.add(new Segment.Words(content.stringValue(), fromModel));
        }
        if (content.isArray()) {
            content.forEach(block -> segments.add(block(block, fromModel)));
        }
    }

    private static Segment block(JsonNode block, boolean fromModel) {
        return switch (Body.text(block.path("type"))) {
            case "tool_use" ->
                new Segment.Call(Body.text(block.path("id")), Body.text(block.path("name")), Body.counted(block));
            case "tool_result" ->
                new Segment.Result(Body.text(block.path("tool_use_id")), Body.resultText(block.path("content")));
            default -> Body.block(block, fromModel);
        };
    }

    @Override
    public String whole(Envelope envelope, Reply reply, TokenUsage usage) {
        ObjectNode message = message(envelope);
        for (Reply.Part part : reply.parts()) {
            message.withArray("content").add(content(part, envelope));
        }
        message.put("stop_reason", stop(reply.stop()));
        message.set("usage", usage(usage, usage.output()));
        return Json.compact(message);
    }

    private static JsonNode content(Reply.Part part, Envelope envelope) {
        return switch (part) {
            case Text(String text) -> Json.object().put("type", "text").put("text", text);
            case Reply.Thinking(String text, String seal) ->
                Json.object().put("type", "thinking").put("thinking", text).put("signature", seal);
            case ToolCall(String id, String name, String arguments, String _) -> {
                ObjectNode block = Json.object().put("type", "tool_use");
                block.put("id", id).put("name", name(name, envelope));
                yield block.set("input", input(arguments));
            }
        };
    }

    static String name(String plainName, Envelope envelope) {
        return envelope.names().of(plainName).map(ToolNames.Origin::name).orElse(plainName);
    }

    /// A model may write what is no JSON. Only an object can be sent; the agent finds what was written in `_raw`.
    private static JsonNode input(String arguments) {
        if (arguments.isBlank()) {
            return Json.object();
        }
        try {
            return Json.readObject(arguments.getBytes(StandardCharsets.UTF_8));
        } catch (BadRequest _) {
            return Json.object().put("_raw", arguments);
        }
    }

    @Override
    public String counted(long inputTokens) {
        return Json.compact(Json.object().put("input_tokens", inputTokens));
    }

    @Override
    public String streamType() {
        return Sse.MEDIA_TYPE;
    }

    @Override
    public StreamWriter stream(Envelope envelope) {
        return new AnthropicStream(envelope);
    }

    static ObjectNode message(Envelope envelope) {
        ObjectNode message = Json.object();
        message.put("id", "msg_" + envelope.callId())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", envelope.model());
        message.putArray("content");
        message.putNull("stop_reason");
        message.putNull("stop_sequence");
        return message;
    }

    static String stop(Reply.StopReason stop) {
        return switch (stop) {
            case END_TURN -> "end_turn";
            case TOOL_USE -> "tool_use";
            case MAX_TOKENS -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
            case REFUSAL -> "refusal";
        };
    }

    /// Here `input_tokens` excludes what was read from or written to the cache, and what was thought is a part of
    /// `output_tokens`.
    static ObjectNode usage(TokenUsage usage, long output) {
        ObjectNode told = Json.object()
                .put("input_tokens", usage.freshInput())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cacheRead());
        if (usage.cacheWriteHour() > 0) {
            told.putObject("cache_creation")
                    .put("ephemeral_5m_input_tokens", usage.cacheWrite() - usage.cacheWriteHour())
                    .put("ephemeral_1h_input_tokens", usage.cacheWriteHour());
        }
        told.put("output_tokens", output);
        if (usage.reasoning() > 0) {
            told.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        }
        return told;
    }

    @Override
    public String refusal(Refusal refusal, String message, String callId) {
        return Json.compact(error(errorType(refusal), message, callId));
    }

    /// @param type one that clients do not know is told as `api_error`
    static ObjectNode error(String type, String message, String callId) {
        ObjectNode error = Json.object().put("type", "error");
        error.putObject("error")
                .put("type", ERROR_TYPES.contains(type) ? type : "api_error")
                .put("message", message);
        return error.put("request_id", callId);
    }

    private static String errorType(Refusal refusal) {
        return switch (refusal) {
            case BAD_REQUEST, UPGRADE_REQUIRED -> "invalid_request_error";
            case UNAUTHORIZED -> "authentication_error";
            case NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case BUDGET_SPENT -> "billing_error";
            case BUSY -> "overloaded_error";
            case FAILED -> "api_error";
        };
    }

    @Override
    public String models(List<String> names) {
        ObjectNode page = Json.object();
        for (String name : names) {
            page.withArray("data")
                    .addObject()
                    .put("type", "model")
                    .put("id", name)
                    .put("display_name", name)
                    .put("created_at", "2026-01-01T00:00:00Z");
        }
        return Json.compact(page.put("has_more", false));
    }
}
