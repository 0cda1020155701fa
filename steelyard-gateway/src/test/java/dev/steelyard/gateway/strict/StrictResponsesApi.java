package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// OpenAI's Responses, as its documentation, its SDK's types and its users' error reports tell. One rule is stricter
/// than the real API's: a call that was reasoned about must come back with its reasoning, without which the real one
/// answers, but worse.
public final class StrictResponsesApi implements StrictApi {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Set<String> FIELDS = Set.of(
            "background",
            "context_management",
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "moderation",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");
    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");
    private static final int SMALLEST_CAP = 16;

    private final StrictResponsesAnswers answers = new StrictResponsesAnswers();

    @Override
    public String dialect() {
        return "openai-responses";
    }

    @Override
    public List<String> violations(JsonNode request) {
        List<String> found = new ArrayList<>();
        unknown("", request, FIELDS, found);
        String model = request.path("model").stringValue("");
        if (model.isEmpty()) {
            found.add("Missing required parameter: 'model'.");
        }
        boolean thinks = model.matches("(o\\d|gpt-[5-9]).*") && !model.contains("-chat");
        boolean known = thinks || model.startsWith("gpt-");
        fields(request, thinks, known, found);
        StrictResponsesTools.check(request, found);
        new StrictResponsesInput(answers, model, found).check(request.path("input"));
        return found;
    }

    private static void fields(JsonNode request, boolean thinks, boolean known, List<String> found) {
        type(
                "instructions",
                request.path("instructions"),
                request.path("instructions").isString(),
                found);
        type("store", request.path("store"), request.path("store").isBoolean(), found);
        type("stream", request.path("stream"), request.path("stream").isBoolean(), found);
        number(request, "temperature", 2, thinks, found);
        number(request, "top_p", 1, thinks, found);
        JsonNode cap = request.path("max_output_tokens");
        type("max_output_tokens", cap, cap.isIntegralNumber(), found);
        if (cap.isNumber() && cap.asLong() < SMALLEST_CAP) {
            found.add("Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16.");
        }
        JsonNode reasoning = request.path("reasoning");
        unknown("reasoning.", reasoning, Set.of("effort", "summary", "generate_summary", "context", "mode"), found);
        oneOf("reasoning.effort", reasoning.path("effort"), EFFORTS, found);
        oneOf("reasoning.summary", reasoning.path("summary"), SUMMARIES, found);
        if (known && !thinks && reasoning.hasNonNull("effort")) {
            found.add("Unsupported parameter: 'reasoning.effort' is not supported with this model.");
        }
        boolean sealed = request.path("include")
                .valueStream()
                .anyMatch(what -> what.stringValue("").equals("reasoning.encrypted_content"));
        if (known && !thinks && sealed) {
            found.add("Encrypted content is not supported with this model.");
        }
        format(request.path("text"), found);
    }

    private static void format(JsonNode text, List<String> found) {
        unknown("text.", text, Set.of("format", "verbosity"), found);
        JsonNode format = text.path("format");
        oneOf("text.format.type", format.path("type"), Set.of("text", "json_object", "json_schema"), found);
        if (format.path("type").stringValue("").equals("json_schema")) {
            Set<String> fields = Set.of("type", "name", "schema", "strict", "description");
            unknown("text.format.", format, fields, found);
            if (!NAME.matcher(format.path("name").stringValue("")).matches()) {
                found.add("Invalid 'text.format.name': string does not match pattern.");
            }
            if (!format.path("schema").isObject()) {
                found.add("Missing required parameter: 'text.format.schema'.");
            }
        }
    }

    private static void number(JsonNode request, String field, double most, boolean thinks, List<String> found) {
        JsonNode value = request.path(field);
        type(field, value, value.isNumber(), found);
        if (value.isNumber() && thinks) {
            found.add("Unsupported parameter: '" + field + "' is not supported with this model.");
        }
        if (value.isNumber() && (value.asDouble() < 0 || value.asDouble() > most)) {
            found.add("Invalid '" + field + "': out of range.");
        }
    }

    static void unknown(String place, JsonNode node, Set<String> fields, List<String> found) {
        node.propertyNames().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> found.add("Unknown parameter: '" + place + field + "'."));
    }

    static void type(String field, JsonNode value, boolean right, List<String> found) {
        if (!value.isMissingNode() && !value.isNull() && !right) {
            found.add("Invalid type for '" + field + "'.");
        }
    }

    static void oneOf(String field, JsonNode value, Set<String> words, List<String> found) {
        if (!value.isMissingNode() && !value.isNull() && !words.contains(value.stringValue(""))) {
            found.add("Invalid value: " + Json.compact(value) + " for '" + field + "'.");
        }
    }

    @Override
    public String whole(Scene scene) {
        return Json.compact(answers.whole(scene));
    }

    @Override
    public List<String> frames(Scene scene) {
        return answers.frames(scene);
    }
}
