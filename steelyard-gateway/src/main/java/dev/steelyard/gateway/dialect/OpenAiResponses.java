package dev.steelyard.gateway.dialect;

import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI Responses, stateless: every request brings its whole conversation. Tools of kinds other than `function`,
/// and tools inside a `namespace`, are counted but never called.
public final class OpenAiResponses implements Dialect {
    OpenAiResponses() {}

    @Override
    public String id() {
        return "openai-responses";
    }

    @Override
    public Prompt read(JsonNode body) {
        if (body.hasNonNull("previous_response_id")) {
            throw new BadRequest("previous_response_id: nothing is stored here, send the whole input");
        }
        List<Segment> segments = new ArrayList<>();
        body.path("tools").forEach(tool -> segments.add(tool(tool)));
        if (body.path("instructions").isString()) {
            segments.add(new Segment.Instruction(body.path("instructions").stringValue()));
        }
        input(body.path("input"), segments);
        return new Prompt(
                Body.model(body),
                Body.stream(body),
                true,
                Body.cap(body.path("max_output_tokens")),
                Body.schema(body.path("text").path("format").path("schema")),
                segments);
    }

    private static Segment tool(JsonNode tool) {
        boolean function = Body.text(tool.path("type")).equals("function");
        JsonNode schema = function ? Body.schema(tool.path("parameters")) : null;
        return new Segment.Tool(Body.text(tool.path("name")), schema, Body.counted(tool));
    }

    private static void input(JsonNode input, List<Segment> segments) {
        if (input.isString()) {
            segments.add(new Segment.Words(input.stringValue(), false));
        } else if (input.isArray()) {
            input.forEach(item -> item(item, segments));
        } else {
            throw new BadRequest("input: a string or a list is required");
        }
    }

    private static void item(JsonNode item, List<Segment> segments) {
        String type = Body.text(item.path("type"));
        if (type.endsWith("_call_output")) {
            segments.add(new Segment.Result(Body.text(item.path("call_id")), Body.resultText(item.path("output"))));
        } else if (type.endsWith("_call") && item.has("call_id")) {
            segments.add(new Segment.Call(
                    Body.text(item.path("call_id")), Body.text(item.path("name")), Body.counted(item)));
        } else if (type.equals("additional_tools")) {
            item.path("tools").forEach(tool -> segments.add(tool(tool)));
        } else if (item.has("role")) {
            String role = Body.text(item.path("role"));
            segments.add(new Segment.Speaker(role));
            Body.content(item.path("content"), role.equals("assistant"), segments);
        } else {
            segments.add(new Segment.Other(Body.counted(item), type.equals("reasoning")));
        }
    }

    @Override
    public String whole(Envelope envelope, Reply reply, TokenUsage usage) {
        ObjectNode response = response(envelope);
        for (Reply.Part part : reply.parts()) {
            int index = response.path("output").size();
            response.withArray("output").add(ResponseItem.complete(envelope, index, part));
        }
        return Json.compact(finished(response, reply.stop(), usage));
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
        return new OpenAiResponsesStream(envelope, response(envelope));
    }

    private static ObjectNode response(Envelope envelope) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + envelope.callId())
                .put("object", "response")
                .put("created_at", envelope.createdSeconds())
                .put("status", "in_progress")
                .put("model", envelope.model());
        response.putNull("error");
        response.putNull("incomplete_details");
        response.putArray("output");
        response.putNull("usage");
        return response;
    }

    static ObjectNode finished(ObjectNode response, Reply.StopReason stop, TokenUsage usage) {
        switch (stop) {
            case END_TURN, TOOL_USE, STOP_SEQUENCE -> response.put("status", "completed");
            case MAX_TOKENS -> incomplete(response, "max_output_tokens");
            case REFUSAL -> incomplete(response, "content_filter");
        }
        response.set("usage", usage(usage));
        return response;
    }

    private static void incomplete(ObjectNode response, String reason) {
        response.put("status", "incomplete").putObject("incomplete_details").put("reason", reason);
    }

    /// Here `input_tokens` includes what was read from or written to the cache.
    private static ObjectNode usage(TokenUsage usage) {
        ObjectNode node = Json.object().put("input_tokens", usage.totalInput());
        node.putObject("input_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite());
        node.put("output_tokens", usage.output());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node.put("total_tokens", usage.total());
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
