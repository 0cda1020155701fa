package dev.steelyard.gateway.dialect;

import dev.steelyard.gateway.dialect.Reply.Text;
import dev.steelyard.gateway.dialect.Reply.ToolCall;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's `generateContent`, of the Gemini API and of Vertex AI. The address names the model and says whether the
/// answer is streamed; the body knows neither, see [Prompt#addressed].
public final class GeminiGenerateContent implements Dialect {
    private final GeminiFraming framing;

    GeminiGenerateContent(GeminiFraming framing) {
        this.framing = framing;
    }

    @Override
    public String id() {
        return "gemini";
    }

    @Override
    public Prompt read(JsonNode body) {
        return GeminiRequest.read(body);
    }

    @Override
    public String whole(Envelope envelope, Reply reply, TokenUsage usage) {
        ArrayNode parts = Json.array();
        reply.parts().forEach(part -> parts.add(part(part, envelope.names())));
        ObjectNode answer = Json.object();
        candidate(answer, parts).put("finishReason", stop(reply.stop())).put("index", 0);
        answer.set("usageMetadata", usage(usage));
        answer.setAll(identity(envelope));
        return Json.compact(answer);
    }

    static ObjectNode candidate(ObjectNode answer, ArrayNode parts) {
        ObjectNode candidate = answer.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        return candidate;
    }

    /// What a client is to send back stands on the part as Google's own signatures do. Gemini CLI keeps the one on a
    /// call, and drops thoughts.
    static ObjectNode part(Reply.Part part, ToolNames names) {
        ObjectNode node = Json.object();
        switch (part) {
            case Text(String text) -> node.put("text", text);
            case Reply.Thinking(String text, String seal) ->
                sealed(node.put("text", text).put("thought", true), seal);
            case ToolCall(String id, String name, String arguments, String seal) -> {
                ObjectNode call = node.putObject("functionCall").put("id", id);
                call.put("name", names.of(name).map(ToolNames.Origin::name).orElse(name));
                call.set("args", arguments(arguments));
                sealed(node, seal);
            }
        }
        return node;
    }

    private static void sealed(ObjectNode part, String seal) {
        if (!seal.isEmpty()) {
            part.put("thoughtSignature", seal);
        }
    }

    /// Here arguments are an object whatever the model wrote: the agent's own check must see what is wrong with them.
    private static JsonNode arguments(String written) {
        if (written.isBlank()) {
            return Json.object();
        }
        try {
            return Json.readObject(written.getBytes(StandardCharsets.UTF_8));
        } catch (BadRequest _) {
            return Json.object().put("_raw", written);
        }
    }

    static ObjectNode identity(Envelope envelope) {
        return Json.object().put("modelVersion", envelope.model()).put("responseId", envelope.callId());
    }

    /// A turn that calls tools stops like any other.
    static String stop(Reply.StopReason stop) {
        return switch (stop) {
            case END_TURN, TOOL_USE, STOP_SEQUENCE -> "STOP";
            case MAX_TOKENS -> "MAX_TOKENS";
            case REFUSAL -> "SAFETY";
        };
    }

    /// Here `promptTokenCount` includes what was read from the cache, and `candidatesTokenCount` excludes thoughts.
    static ObjectNode usage(TokenUsage usage) {
        return Json.object()
                .put("promptTokenCount", usage.totalInput())
                .put("cachedContentTokenCount", usage.cacheRead())
                .put("candidatesTokenCount", usage.output() - usage.reasoning())
                .put("thoughtsTokenCount", usage.reasoning())
                .put("totalTokenCount", usage.total());
    }

    @Override
    public String counted(long inputTokens) {
        return Json.compact(Json.object().put("totalTokens", inputTokens));
    }

    @Override
    public StreamWriter stream(Envelope envelope) {
        return new GeminiStream(envelope, framing);
    }

    @Override
    public String streamType() {
        return framing.mediaType();
    }

    @Override
    public String refusal(Refusal refusal, String message, String callId) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", refusal.status())
                .put("message", message)
                .put("status", status(refusal));
        return framing.whole(Json.compact(body));
    }

    /// The names of `google.rpc.Code`.
    private static String status(Refusal refusal) {
        return switch (refusal) {
            case BAD_REQUEST, TOO_LARGE -> "INVALID_ARGUMENT";
            case UNAUTHORIZED -> "UNAUTHENTICATED";
            case NOT_FOUND -> "NOT_FOUND";
            case UPGRADE_REQUIRED, BUDGET_SPENT -> "FAILED_PRECONDITION";
            case BUSY -> "UNAVAILABLE";
            case FAILED -> "INTERNAL";
        };
    }

    @Override
    public String models(List<String> names) {
        ObjectNode page = Json.object();
        ArrayNode models = page.putArray("models");
        for (String name : names) {
            ObjectNode model = models.addObject().put("name", "models/" + name).put("displayName", name);
            model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        }
        return Json.compact(page);
    }
}
