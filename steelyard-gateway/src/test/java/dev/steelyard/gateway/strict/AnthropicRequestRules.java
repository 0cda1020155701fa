package dev.steelyard.gateway.strict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// All of a request but its messages.
final class AnthropicRequestRules {
    private static final Set<String> FIELDS = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "stop_sequences",
            "stream",
            "temperature",
            "top_k",
            "top_p",
            "thinking",
            "output_config",
            "metadata",
            "service_tier",
            "cache_control",
            "container",
            "inference_geo");
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final Pattern MODEL = Pattern.compile("claude-[a-z]+-([0-9])(?:-([0-9])(?![0-9]))?");
    private static final int MOST_MARKS = 4;

    private final AnthropicFindings findings;
    private final JsonNode request;
    private final int version;

    AnthropicRequestRules(AnthropicFindings findings, JsonNode request) {
        this.findings = findings;
        this.request = request;
        this.version = version(request.path("model").stringValue(""));
    }

    /// Ten times the major version and the minor one; names without one are new.
    static int version(String model) {
        Matcher named = MODEL.matcher(model);
        if (!named.find()) {
            return 99;
        }
        return Integer.parseInt(named.group(1)) * 10 + (named.group(2) == null ? 0 : Integer.parseInt(named.group(2)));
    }

    static boolean thinks(JsonNode request) {
        String type = request.path("thinking").path("type").stringValue("disabled");
        return !type.equals("disabled");
    }

    void check() {
        findings.only(request, "request", FIELDS);
        findings.refuse(request.path("model").stringValue("").isEmpty(), "model", "Field required");
        long max = request.path("max_tokens").longValue(-1);
        findings.refuse(!request.path("max_tokens").isIntegralNumber(), "max_tokens", "Field required");
        long limit = version >= 46 ? 128_000 : version >= 45 ? 64_000 : 32_000;
        findings.refuse(max < 1 || max > limit, "max_tokens", "must be 1 to " + limit);
        findings.refuse(
                request.has("stream") && !request.path("stream").isBoolean(), "stream", "should be a valid boolean");
        thinking(max);
        sampling();
        system();
        tools();
        choice();
        output();
        marks();
    }

    private void thinking(long max) {
        JsonNode thinking = request.path("thinking");
        if (thinking.isMissingNode()) {
            return;
        }
        findings.only(thinking, "thinking", Set.of("type", "budget_tokens", "display"));
        switch (thinking.path("type").stringValue("")) {
            case "disabled" -> findings.refuse(thinking.size() > 1, "thinking", "Extra inputs are not permitted");
            case "adaptive" -> {
                findings.refuse(version < 46, "thinking", "adaptive thinking is not supported on this model");
                findings.refuse(
                        thinking.has("budget_tokens"), "thinking.budget_tokens", "Extra inputs are not permitted");
            }
            case "enabled" -> {
                long budget = thinking.path("budget_tokens").longValue(0);
                findings.refuse(version >= 47, "thinking", "\"thinking.type.enabled\" is not supported for this model");
                findings.refuse(budget < 1024, "thinking.enabled.budget_tokens", "should be at least 1024");
                findings.refuse(budget >= max, "max_tokens", "must be greater than thinking.budget_tokens");
            }
            default -> findings.say("thinking.type", "unknown");
        }
    }

    private void sampling() {
        JsonNode temperature = request.path("temperature");
        double heat = temperature.doubleValue(1);
        boolean any = request.has("temperature") || request.has("top_p") || request.has("top_k");
        findings.refuse(heat < 0 || heat > 1, "temperature", "range: 0..1");
        findings.refuse(version >= 47 && any, "temperature", "sampling is deprecated for this model");
        findings.refuse(
                version >= 41 && request.has("temperature") && request.has("top_p"),
                "temperature",
                "`temperature` and `top_p` cannot both be specified for this model");
        if (thinks(request)) {
            findings.refuse(heat != 1, "temperature", "may only be set to 1 when thinking is enabled");
            findings.refuse(request.has("top_k"), "top_k", "must be unset when thinking is enabled");
            findings.refuse(
                    request.path("top_p").doubleValue(1) < 0.95, "top_p", "must be at least 0.95 when thinking");
        }
        for (JsonNode stop : request.path("stop_sequences")) {
            findings.refuse(stop.stringValue("").isBlank(), "stop_sequences", "must contain non-whitespace");
        }
    }

    private void system() {
        JsonNode system = request.path("system");
        if (system.isString()) {
            findings.words(system, "system");
        }
        findings.refuse(system.isArray() && system.isEmpty(), "system", "List should have at least 1 item");
        for (JsonNode block : system) {
            findings.only(block, "system", Set.of("type", "text", "cache_control", "citations"));
            findings.refuse(!block.path("type").stringValue("").equals("text"), "system", "only text");
            findings.words(block.path("text"), "system");
        }
    }

    private void tools() {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode tool : request.path("tools")) {
            String place = "tools." + index++;
            findings.only(
                    tool, place, Set.of("name", "description", "input_schema", "cache_control", "type", "strict"));
            String name = tool.path("name").stringValue("");
            findings.refuse(!name.matches("[a-zA-Z0-9_-]{1,128}"), place + ".custom.name", "String should match");
            findings.refuse(!names.add(name), "tools", "Tool names must be unique.");
            JsonNode schema = tool.path("input_schema");
            findings.refuse(
                    !schema.path("type").stringValue("").equals("object"),
                    place + ".custom.input_schema.type",
                    "Field required");
            for (String root : List.of("anyOf", "oneOf", "allOf")) {
                findings.refuse(
                        schema.has(root),
                        place + ".custom.input_schema",
                        "input_schema does not support oneOf, allOf, or anyOf at the top level");
            }
            schema(schema, place + ".custom.input_schema");
        }
    }

    private void schema(JsonNode schema, String place) {
        String invalid = "JSON schema is invalid. It must match JSON Schema draft 2020-12";
        JsonNode type = schema.path("type");
        findings.refuse(type.isString() && !TYPES.contains(type.stringValue()), place, invalid);
        findings.refuse(type.isObject() || type.isNumber(), place, invalid);
        findings.refuse(schema.has("required") && !schema.path("required").isArray(), place, invalid);
        findings.refuse(schema.path("items").isArray(), place, invalid);
        findings.refuse(schema.path("exclusiveMinimum").isBoolean(), place, invalid);
        findings.refuse(schema.path("exclusiveMaximum").isBoolean(), place, invalid);
        schema.path("properties").forEach(property -> schema(property, place));
        schema.path("items").forEach(item -> schema(item, place));
        schema.path("anyOf").forEach(branch -> schema(branch, place));
    }

    private void choice() {
        JsonNode choice = request.path("tool_choice");
        if (choice.isMissingNode()) {
            return;
        }
        String type = choice.path("type").stringValue("");
        boolean forced = type.equals("any") || type.equals("tool");
        findings.only(choice, "tool_choice", Set.of("type", "name", "disable_parallel_tool_use"));
        findings.refuse(!forced && !Set.of("auto", "none").contains(type), "tool_choice.type", "unknown");
        findings.refuse(request.path("tools").isEmpty(), "tool_choice", "may only be specified while providing tools");
        findings.refuse(
                thinks(request) && forced,
                "tool_choice",
                "Thinking may not be enabled when tool_choice forces tool use");
        findings.refuse(type.equals("none") && choice.size() > 1, "tool_choice.none", "Extra inputs are not permitted");
        boolean known = false;
        for (JsonNode tool : request.path("tools")) {
            known |= tool.path("name").equals(choice.path("name"));
        }
        findings.refuse(type.equals("tool") && !known, "tool_choice", "Tool not found in provided tools");
    }

    private void output() {
        JsonNode config = request.path("output_config");
        findings.only(config, "output_config", Set.of("effort", "format"));
        String effort = config.path("effort").stringValue("low");
        findings.refuse(!EFFORTS.contains(effort), "output_config.effort", "unknown");
        findings.refuse(config.has("effort") && version < 45, "output_config.effort", "not supported by this model");
        findings.refuse(effort.equals("xhigh") && version < 47, "output_config.effort", "not supported by this model");
        findings.refuse(effort.equals("max") && version < 46, "output_config.effort", "not supported by this model");
        JsonNode format = config.path("format");
        if (!format.isMissingNode()) {
            findings.only(format, "output_config.format", Set.of("type", "schema"));
            findings.refuse(!format.path("type").stringValue("").equals("json_schema"), "output_config", "unknown");
            findings.refuse(version < 41, "output_config.format", "not supported by this model");
            closed(format.path("schema"));
        }
    }

    private void closed(JsonNode schema) {
        String place = "output_config.format.schema";
        findings.refuse(
                schema.path("type").stringValue("").equals("object")
                        && schema.path("additionalProperties").booleanValue(true),
                place,
                "For 'object' type, 'additionalProperties' must be explicitly set to false");
        for (String bound : List.of("minimum", "maximum", "minLength", "maxLength", "maxItems", "multipleOf")) {
            findings.refuse(schema.has(bound), place, "property '" + bound + "' is not supported");
        }
        schema.path("properties").forEach(this::closed);
        if (schema.path("items").isObject()) {
            closed(schema.path("items"));
        }
    }

    private void marks() {
        List<JsonNode> marks = new ArrayList<>();
        request.path("tools").forEach(tool -> collect(tool, marks));
        request.path("system").forEach(block -> collect(block, marks));
        request.path("messages").forEach(message -> message.path("content").forEach(block -> collect(block, marks)));
        findings.refuse(
                marks.size() > MOST_MARKS,
                "cache_control",
                "A maximum of 4 blocks with cache_control may be provided. Found " + marks.size() + ".");
        boolean minutes = false;
        for (JsonNode mark : marks) {
            boolean hour = mark.path("ttl").stringValue("5m").equals("1h");
            findings.refuse(minutes && hour, "cache_control", "a ttl='1h' block must not come after a ttl='5m' block");
            minutes |= !hour;
        }
    }

    private static void collect(JsonNode block, List<JsonNode> into) {
        block.path("content").forEach(inner -> collect(inner, into));
        if (block.has("cache_control")) {
            into.add(block.path("cache_control"));
        }
    }
}
