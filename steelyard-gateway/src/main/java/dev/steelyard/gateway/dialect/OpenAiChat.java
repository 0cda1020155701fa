package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI Chat Completions. System texts are messages like any other here.
public final class OpenAiChat implements Dialect {
    OpenAiChat() {}

    @Override
    public String id() {
        return "openai-chat";
    }

    @Override
    public Prompt read(JsonNode body) {
        List<Segment> segments = new ArrayList<>();
        body.path("tools").forEach(tool -> segments.add(tool(tool)));
        Body.messages(body).forEach(message -> message(message, segments));
        Long cap = Body.cap(body.path("max_completion_tokens"));
        return new Prompt(
                Body.model(body),
                Body.stream(body),
                body.path("stream_options").path("include_usage").booleanValue(false),
                cap != null ? cap : Body.cap(body.path("max_tokens")),
                Body.schema(body.path("response_format").path("json_schema").path("schema")),
                segments);
    }

    private static Segment tool(JsonNode tool) {
        JsonNode function = tool.path("function");
        return new Segment.Tool(
                Body.text(function.path("name")), Body.schema(function.path("parameters")), Body.counted(tool));
    }

    private static void message(JsonNode message, List<Segment> segments) {
        String role = Body.text(message.path("role"));
        segments.add(new Segment.Speaker(role));
        JsonNode content = message.path("content");
        if (role.equals("tool")) {
            segments.add(new Segment.Result(Body.text(message.path("tool_call_id")), Body.resultText(content)));
            return;
        }
        Body.content(content, role.equals("assistant"), segments);
        message.path("tool_calls").forEach(call -> segments.add(call(call)));
    }

    private static Segment call(JsonNode call) {
        return new Segment.Call(
                Body.text(call.path("id")), Body.text(call.path("function").path("name")), Body.counted(call));
    }

    @Override
    public String whole(Envelope envelope, Reply reply, TokenUsage usage) {
        ObjectNode completion = head(envelope, "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").putNull("content");
        for (Reply.Part part : reply.parts()) {
            put(part, envelope.names(), message);
        }
        choice.putNull("logprobs").put("finish_reason", stop(reply.stop()));
        completion.set("usage", usage(usage));
        return Json.compact(completion);
    }

    private static void put(Reply.Part part, ToolNames names, ObjectNode message) {
        switch (part) {
            case Text(String text) -> message.put("content", Body.text(message.path("content")) + text);
            case Reply.Thinking(String text, String _) -> {
                if (!text.isEmpty()) {
                    message.put("reasoning_content", Body.text(message.path("reasoning_content")) + text);
                }
            }
            case ToolCall(String id, String name, String arguments, String _) ->
                call(message.withArray("tool_calls").addObject().put("id", id), name, arguments, names);
        }
    }

    private static void call(ObjectNode call, String plainName, String arguments, ToolNames names) {
        String name = names.of(plainName).map(ToolNames.Origin::name).orElse(plainName);
        if (freeform(plainName, names)) {
            call.put("type", "custom")
                    .putObject("custom")
                    .put("name", name)
                    .put("input", ChatFreeform.input(arguments));
        } else {
            call.put("type", "function").putObject("function").put("name", name).put("arguments", arguments);
        }
    }

    static boolean freeform(String plainName, ToolNames names) {
        return names.of(plainName).map(ToolNames.Origin::freeform).orElse(false);
    }

    @Override
    public String counted(long inputTokens) {
        return OpenAi.counted(inputTokens);
    }

    @Override
    public String streamType() {
        return Sse.MEDIA_TYPE;
    }

    @Override
    public StreamWriter stream(Envelope envelope) {
        return new OpenAiChatStream(
                head(envelope, "chat.completion.chunk"), envelope.usageInStream(), envelope.names());
    }

    private static ObjectNode head(Envelope envelope, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + envelope.callId())
                .put("object", object)
                .put("created", envelope.createdSeconds())
                .put("model", envelope.model());
    }

    static String stop(Reply.StopReason stop) {
        return switch (stop) {
            case END_TURN, STOP_SEQUENCE -> "stop";
            case TOOL_USE -> "tool_calls";
            case MAX_TOKENS -> "length";
            case REFUSAL -> "content_filter";
        };
    }

    /// Here `prompt_tokens` includes what was read from or written to the cache.
    static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object()
                .put("prompt_tokens", usage.totalInput())
                .put("completion_tokens", usage.output())
                .put("total_tokens", usage.total());
        node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite());
        node.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node;
    }

    @Override
    public String refusal(Refusal refusal, String message, String callId) {
        return OpenAi.refusal(refusal, message);
    }

    @Override
    public String models(List<String> names) {
        return OpenAi.models(names);
    }
}
