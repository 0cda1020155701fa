package dev.steelyard.gateway.strict;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a Chat Completions server refuses in a request beside its messages. The sentences are close to the
/// real ones.
final class StrictChatRequest {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern GPT = Pattern.compile("gpt-(\\d+)(?:\\.(\\d+))?.*");
    private static final Set<String> COMMON = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "seed",
            "stop",
            "reasoning_effort",
            "response_format",
            "max_tokens",
            "n",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "frequency_penalty",
            "presence_penalty",
            "user");
    private static final Set<String> OPENAI_ONLY = Set.of(
            "max_completion_tokens",
            "audio",
            "metadata",
            "modalities",
            "prediction",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "safety_identifier",
            "service_tier",
            "store",
            "verbosity",
            "web_search_options",
            "functions",
            "function_call");
    private static final int MOST_TOOLS = 128;
    private static final int MOST_STOPS = 4;

    private final JsonNode request;
    private final List<String> found;
    private final boolean openAi;
    private final double version;
    private final boolean reasoning;

    StrictChatRequest(JsonNode request, List<String> found) {
        this.request = request;
        this.found = found;
        this.openAi = openAis(request);
        String model = request.path("model").stringValue("");
        Matcher gpt = GPT.matcher(model);
        String minor = gpt.matches() ? gpt.group(2) : null;
        this.version = gpt.matches() ? Double.parseDouble(gpt.group(1) + "." + (minor == null ? "0" : minor)) : 0;
        this.reasoning = openAi && ((version >= 5 && !model.contains("chat")) || model.matches("o\\d.*"));
    }

    static boolean openAis(JsonNode request) {
        String model = request.path("model").stringValue("");
        return model.matches("(gpt-|chatgpt-|o\\d).*") && !model.startsWith("gpt-oss");
    }

    static void unknownFields(JsonNode node, Set<String> known, String where, List<String> found) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                found.add("Unrecognized request argument supplied: " + where + name);
            }
        }
    }

    void check() {
        require(request.path("model").isString(), "you must provide a model parameter");
        fields();
        boolean streamed = request.path("stream").booleanValue(false);
        require(
                streamed || !request.has("stream_options"),
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        sampling();
        effort();
        tools();
        format();
    }

    private void require(boolean good, String sentence) {
        if (!good) {
            found.add(sentence);
        }
    }

    private void fields() {
        Set<String> known = new HashSet<>(COMMON);
        if (openAi) {
            known.addAll(OPENAI_ONLY);
        }
        unknownFields(request, known, "", found);
        for (String cap : List.of("max_tokens", "max_completion_tokens")) {
            JsonNode tokens = request.path(cap);
            require(tokens.isMissingNode() || (tokens.isIntegralNumber() && tokens.longValue() > 0), cap + ": too low");
        }
        require(
                !(openAi && request.has("max_tokens") && (reasoning || request.has("max_completion_tokens"))),
                "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.");
    }

    private void sampling() {
        within("temperature", 2);
        within("top_p", 1);
        JsonNode stop = request.path("stop");
        require(
                stop.isMissingNode()
                        || stop.isString()
                        || (stop.isArray() && stop.size() <= MOST_STOPS && !stop.isEmpty()),
                "Invalid 'stop': array too long.");
        require(!reasoning || stop.isMissingNode(), "Unsupported parameter: 'stop'");
    }

    private void within(String name, int most) {
        JsonNode value = request.path(name);
        if (!value.isMissingNode()) {
            require(
                    value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= most,
                    "Invalid '" + name + "'");
            require(!reasoning || value.doubleValue() == 1, "Unsupported value: '" + name + "'");
        }
    }

    private void effort() {
        JsonNode effort = request.path("reasoning_effort");
        String said = effort.stringValue("");
        require(effort.isMissingNode() || effort.isString(), "Invalid type for 'reasoning_effort'");
        if (openAi && !reasoning) {
            require(effort.isMissingNode(), "Unrecognized request argument supplied: reasoning_effort");
        } else if (!effort.isMissingNode()) {
            require(levels().contains(said), "Unsupported value: 'reasoning_effort' does not support '" + said + "'");
        }
        require(
                !(reasoning && version >= 5.4 && request.has("tools") && !said.equals("none")),
                "Function tools with reasoning_effort are not supported. Please use /v1/responses instead.");
    }

    private Set<String> levels() {
        if (version >= 5.2) {
            return Set.of("none", "low", "medium", "high", "xhigh");
        }
        if (version >= 5.1) {
            return Set.of("none", "low", "medium", "high");
        }
        return version >= 5 ? Set.of("minimal", "low", "medium", "high") : Set.of("low", "medium", "high");
    }

    private void tools() {
        JsonNode tools = request.path("tools");
        Set<String> names = new HashSet<>();
        if (!tools.isMissingNode()) {
            require(tools.isArray() && !tools.isEmpty(), "Invalid 'tools': empty array.");
            require(!openAi || tools.size() <= MOST_TOOLS, "Invalid 'tools': array too long.");
            tools.forEach(tool -> tool(tool, names));
        }
        require(
                tools.size() > 0 || !request.has("tool_choice"),
                "'tool_choice' is only allowed when 'tools' are specified.");
        require(
                tools.size() > 0 || !request.has("parallel_tool_calls"),
                "'parallel_tool_calls' is only allowed when 'tools' are specified.");
        require(
                !(reasoning && version == 0 && request.has("parallel_tool_calls")),
                "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.");
        choice(request.path("tool_choice"), names);
    }

    private void tool(JsonNode tool, Set<String> names) {
        require(tool.path("type").stringValue("").equals("function"), "Invalid value: 'tools.type'");
        unknownFields(tool, Set.of("type", "function"), "tools.", found);
        JsonNode function = tool.path("function");
        unknownFields(function, Set.of("name", "description", "parameters", "strict"), "tools.function.", found);
        String name = function.path("name").stringValue("");
        require(NAME.matcher(name).matches(), "Invalid 'tools.function.name': string does not match pattern.");
        require(names.add(name), "Tool names must be unique: " + name);
        JsonNode schema = function.path("parameters");
        if (!schema.isMissingNode()) {
            require(
                    schema.path("type").stringValue("").equals("object"),
                    "Invalid schema for function '" + name + "': schema must be of type 'object'");
            require(schema.path("properties").isObject(), "object schema missing properties: " + name);
            for (String word : List.of("anyOf", "oneOf", "allOf", "enum", "not")) {
                require(!schema.has(word), "schema must not have '" + word + "' at the top level: " + name);
            }
        }
    }

    private void choice(JsonNode choice, Set<String> names) {
        if (choice.isString()) {
            require(Set.of("none", "auto", "required").contains(choice.stringValue()), "Invalid 'tool_choice'");
        } else if (!choice.isMissingNode()) {
            String name = choice.path("function").path("name").stringValue("");
            require(names.contains(name), "Tool choice '" + name + "' not found in 'tools' parameter.");
        }
    }

    private void format() {
        JsonNode format = request.path("response_format");
        if (format.path("type").stringValue("").equals("json_schema")) {
            JsonNode described = format.path("json_schema");
            unknownFields(described, Set.of("name", "schema", "strict", "description"), "response_format.", found);
            require(
                    NAME.matcher(described.path("name").stringValue("")).matches(),
                    "Invalid 'response_format.json_schema.name'");
            require(
                    !described.path("strict").booleanValue(false)
                            || described.path("schema").has("additionalProperties"),
                    "Invalid schema for response_format: 'additionalProperties' is required to be false.");
        } else if (format.isObject()) {
            require(
                    Set.of("text", "json_object").contains(format.path("type").stringValue("")),
                    "Invalid 'response_format.type'");
            require(
                    !format.path("type").stringValue("").equals("json_object")
                            || request.path("messages")
                                    .toString()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .contains("json"),
                    "'messages' must contain the word 'json' in some form.");
        }
    }
}
