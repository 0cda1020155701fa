package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's `generateContent`. From its third generation on a model signs the first call of every answer and takes no
/// call of the current turn back without; before, it signs nothing that it did not think about, and misses nothing.
public final class StrictGeminiApi implements StrictApi {
    static final String SKIPPED = "skip_thought_signature_validator";
    private static final String NEWEST = "gemini-3.1-pro-preview";

    private final String model;
    private final Map<String, String> signed = new HashMap<>();
    private int answers;
    private int calls;
    private int skipped;

    public StrictGeminiApi() {
        this(NEWEST);
    }

    public StrictGeminiApi(String model) {
        this.model = model;
    }

    @Override
    public String dialect() {
        return "gemini";
    }

    /// How often a client has asked to do without a signature.
    public int skipped() {
        return skipped;
    }

    boolean signs() {
        return model.matches("gemini-[3-9].*");
    }

    boolean pro() {
        return model.contains("pro");
    }

    /// @param signature as it came back
    /// @param call what it covers, see [#told]; empty if it is not on a call
    boolean mine(String signature, String call) {
        if (signature.equals(SKIPPED)) {
            skipped++;
            return true;
        }
        return call.equals(signed.get(signature));
    }

    @Override
    public List<String> violations(JsonNode request) {
        var found = new GeminiViolations();
        found.unknown(request, "", GeminiRequestRules.FIELDS);
        new GeminiRequestRules(this, found).check(request);
        new GeminiContentRules(this, found).check(request.path("contents"));
        return found.all();
    }

    @Override
    public String whole(Scene scene) {
        ArrayNode parts = Json.array();
        parts(scene).forEach(parts::add);
        return Json.compact(chunk(parts, reason(scene.stop()), scene.usage(), true));
    }

    /// The first call comes alone, parallel ones together after it, and the reason to stop in a chunk without content.
    @Override
    public List<String> frames(Scene scene) {
        List<String> frames = new ArrayList<>();
        ArrayNode later = Json.array();
        boolean called = false;
        for (JsonNode part : parts(scene)) {
            boolean call = part.has("functionCall");
            if (call && called) {
                later.add(part);
            } else {
                pieces(part)
                        .forEach(piece -> frames.add(frame(chunk(Json.array().add(piece), "", scene.usage(), false))));
            }
            called |= call;
        }
        if (!later.isEmpty()) {
            frames.add(frame(chunk(later, "", scene.usage(), false)));
        }
        ArrayNode empty = Json.array().add(Json.object().put("text", ""));
        frames.add(frame(chunk(empty, reason(scene.stop()), scene.usage(), true)));
        return frames;
    }

    private static String frame(JsonNode chunk) {
        return "data: " + Json.compact(chunk) + "\r\n\r\n";
    }

    /// Texts come in two pieces; a signature on a text comes after it, without text.
    private static List<ObjectNode> pieces(JsonNode part) {
        String text = part.path("text").stringValue("");
        int half = text.length() / 2;
        if (half == 0 || part.has("thoughtSignature")) {
            return List.of((ObjectNode) part);
        }
        ObjectNode first = (ObjectNode) part.deepCopy();
        ObjectNode second = (ObjectNode) part.deepCopy();
        return List.of(first.put("text", text.substring(0, half)), second.put("text", text.substring(half)));
    }

    private List<ObjectNode> parts(Scene scene) {
        answers++;
        List<ObjectNode> parts = new ArrayList<>();
        if (!scene.thinking().isEmpty()) {
            parts.add(Json.object().put("text", scene.thinking()).put("thought", true));
        }
        if (!scene.text().isEmpty()) {
            parts.add(Json.object().put("text", scene.text()));
        }
        boolean toBeSigned = signs() || !scene.thinking().isEmpty();
        for (Scene.Call call : scene.calls()) {
            parts.add(call(call, toBeSigned));
            toBeSigned = false;
        }
        if (scene.calls().isEmpty() && signs() && !scene.text().isEmpty()) {
            parts.add(Json.object().put("text", "").put("thoughtSignature", sign("")));
        }
        return parts;
    }

    private ObjectNode call(Scene.Call call, boolean toBeSigned) {
        ObjectNode part = Json.object();
        ObjectNode function = part.putObject("functionCall").put("name", call.name());
        function.set("args", Json.readObject(call.arguments().getBytes(StandardCharsets.UTF_8)));
        if (signs()) {
            function.put("id", "fc" + ++calls);
        }
        return toBeSigned ? part.put("thoughtSignature", sign(told(function))) : part;
    }

    /// A call as far as its signature covers it.
    static String told(JsonNode function) {
        return function.path("name").stringValue("") + Json.compact(function.path("args"));
    }

    private String sign(String what) {
        byte[] seal =
                ("sealed by " + model + " " + answers + "/" + signed.size() + " ~~~?").getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(seal);
        signed.put(signature, what);
        return signature;
    }

    private static String reason(StopReason stop) {
        return switch (stop) {
            case END_TURN, TOOL_USE, STOP_SEQUENCE -> "STOP";
            case MAX_TOKENS -> "MAX_TOKENS";
            case REFUSAL -> "SAFETY";
        };
    }

    private ObjectNode chunk(ArrayNode parts, String reason, TokenUsage usage, boolean complete) {
        ObjectNode chunk = Json.object();
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        if (!reason.isEmpty()) {
            candidate.put("finishReason", reason);
        }
        candidate.put("index", 0);
        chunk.set("usageMetadata", usage(usage, complete));
        return chunk.put("modelVersion", model).put("responseId", "resp" + answers);
    }

    private static ObjectNode usage(TokenUsage usage, boolean complete) {
        ObjectNode metadata = Json.object().put("promptTokenCount", usage.totalInput());
        if (complete) {
            metadata.put("candidatesTokenCount", usage.output() - usage.reasoning());
        }
        metadata.put("totalTokenCount", complete ? usage.total() : usage.totalInput());
        if (usage.cacheRead() > 0) {
            metadata.put("cachedContentTokenCount", usage.cacheRead());
        }
        metadata.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", usage.totalInput());
        return complete && usage.reasoning() > 0 ? metadata.put("thoughtsTokenCount", usage.reasoning()) : metadata;
    }
}
