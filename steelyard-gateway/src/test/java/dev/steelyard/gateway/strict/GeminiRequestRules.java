package dev.steelyard.gateway.strict;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the real servers ask of everything but the conversation.
final class GeminiRequestRules {
    static final Set<String> FIELDS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent");
    private static final Set<String> DECLARATION = Set.of(
            "name", "description", "behavior", "parameters", "parametersJsonSchema", "response", "responseJsonSchema");
    private static final Set<String> CONFIG = Set.of(
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "stopSequences",
            "candidateCount",
            "presencePenalty",
            "frequencyPenalty",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "thinkingConfig");
    private static final int MOST_TOKENS = 65_536;

    private final StrictGeminiApi api;
    private final GeminiViolations found;

    GeminiRequestRules(StrictGeminiApi api, GeminiViolations found) {
        this.api = api;
        this.found = found;
    }

    void check(JsonNode request) {
        if (request.has("systemInstruction")) {
            system(request.path("systemInstruction"));
        }
        Set<String> names = tools(request.path("tools"));
        choice(request.path("toolConfig"), names);
        if (request.has("generationConfig")) {
            config(request.path("generationConfig"), !names.isEmpty());
        }
    }

    private void system(JsonNode system) {
        found.unknown(system, "systemInstruction", Set.of("role", "parts"));
        found.unless(!system.path("parts").isEmpty(), "systemInstruction", "must have parts");
        for (JsonNode part : system.path("parts")) {
            found.unless(!part.path("text").stringValue("").isEmpty(), "systemInstruction", "empty text parameter");
            found.unknown(part, "systemInstruction.parts", Set.of("text"));
        }
    }

    private Set<String> tools(JsonNode tools) {
        Set<String> names = new HashSet<>();
        found.unless(tools.isMissingNode() || (tools.isArray() && !tools.isEmpty()), "tools", "a list is required");
        found.unless(tools.size() <= 1, "tools", "Multiple tools are supported only when they are all search tools.");
        for (JsonNode tool : tools) {
            found.unknown(tool, "tools", Set.of("functionDeclarations"));
            tool.path("functionDeclarations").forEach(function -> function(function, names));
        }
        return names;
    }

    private void function(JsonNode function, Set<String> names) {
        String name = function.path("name").stringValue("");
        found.unknown(function, "function " + name, DECLARATION);
        found.unless(name.matches("[A-Za-z_][A-Za-z0-9_.:-]{0,63}"), name, "Invalid function name.");
        found.unless(names.add(name), name, "Duplicate function declaration found");
        found.unless(
                !function.has("description") || function.path("description").isString(), name, "description");
        found.unless(
                !function.has("parameters") || !function.has("parametersJsonSchema"),
                name,
                "only one schema may be set");
        if (function.has("parametersJsonSchema")) {
            GeminiSchemaRules.json(function.path("parametersJsonSchema"), name, true, found);
        }
        if (function.has("parameters")) {
            GeminiSchemaRules.openApi(function.path("parameters"), name, found);
        }
    }

    private void choice(JsonNode toolConfig, Set<String> names) {
        if (toolConfig.isMissingNode()) {
            return;
        }
        found.unknown(toolConfig, "toolConfig", Set.of("functionCallingConfig"));
        JsonNode config = toolConfig.path("functionCallingConfig");
        found.unknown(config, "functionCallingConfig", Set.of("mode", "allowedFunctionNames"));
        String mode = config.path("mode").stringValue("");
        found.unless(Set.of("AUTO", "ANY", "NONE", "VALIDATED").contains(mode), "mode", "Invalid value " + mode);
        found.unless(!names.isEmpty(), "toolConfig", "Function calling config is set without function_declarations.");
        JsonNode allowed = config.path("allowedFunctionNames");
        found.unless(
                allowed.isMissingNode() || mode.equals("ANY") || mode.equals("VALIDATED"),
                "allowedFunctionNames",
                "should only be set when mode is ANY");
        allowed.forEach(name -> found.unless(
                names.contains(name.stringValue("")), "allowedFunctionNames", "no such function: " + name));
    }

    private void config(JsonNode config, boolean tools) {
        found.unknown(config, "generationConfig", CONFIG);
        range(config, "maxOutputTokens", 1, MOST_TOKENS, true);
        range(config, "temperature", 0, 2, false);
        range(config, "topP", 0, 1, false);
        range(config, "topK", 1, Integer.MAX_VALUE, true);
        range(config, "seed", Integer.MIN_VALUE, Integer.MAX_VALUE, true);
        found.unless(config.path("stopSequences").size() <= 5, "stopSequences", "at most 5");
        config.path("stopSequences")
                .forEach(stop -> found.unless(!stop.stringValue("").isEmpty(), "stopSequences", "must not be empty"));
        if (config.has("thinkingConfig")) {
            thinking(config.path("thinkingConfig"));
        }
        output(config, tools);
    }

    private void range(JsonNode config, String field, double least, double most, boolean whole) {
        JsonNode value = config.path(field);
        if (!value.isMissingNode()) {
            boolean kind = whole ? value.isIntegralNumber() : value.isNumber();
            boolean within = kind && value.doubleValue() >= least && value.doubleValue() <= most;
            found.unless(within, field, "must be from " + least + " to " + most);
        }
    }

    private void thinking(JsonNode thinking) {
        found.unknown(thinking, "thinkingConfig", Set.of("includeThoughts", "thinkingBudget", "thinkingLevel"));
        boolean budget = thinking.has("thinkingBudget");
        boolean level = thinking.has("thinkingLevel");
        found.unless(
                !budget || !level,
                "thinkingConfig",
                "You can only set only one of thinking budget and thinking level.");
        found.unless(!level || api.signs(), "thinkingLevel", "Thinking level is not supported for this model.");
        Set<String> levels = api.pro() ? Set.of("LOW", "MEDIUM", "HIGH") : Set.of("MINIMAL", "LOW", "MEDIUM", "HIGH");
        found.unless(
                !level || levels.contains(thinking.path("thinkingLevel").stringValue("")),
                "thinkingLevel",
                "not supported by this model");
        if (budget) {
            long tokens = thinking.path("thinkingBudget").asLong(Long.MIN_VALUE);
            long least = api.pro() ? 128 : 0;
            long most = api.pro() ? 32_768 : 24_576;
            found.unless(
                    tokens == -1 || (tokens >= least && tokens <= most),
                    "thinkingBudget",
                    "The thinking budget " + tokens + " is invalid.");
        }
    }

    private void output(JsonNode config, boolean tools) {
        boolean json = config.path("responseMimeType").stringValue("").equals("application/json");
        found.unless(
                json || (!config.has("responseJsonSchema") && !config.has("responseSchema")),
                "responseMimeType",
                "must be application/json where a schema is given");
        found.unless(
                !json || !tools || api.signs(),
                "responseMimeType",
                "Function calling with a response mime type: 'application/json' is unsupported");
        if (config.has("responseJsonSchema")) {
            GeminiSchemaRules.json(config.path("responseJsonSchema"), "responseJsonSchema", false, found);
        }
    }
}
