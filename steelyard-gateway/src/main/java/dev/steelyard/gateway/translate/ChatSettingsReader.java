package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How an answer is to be made, apart from what it answers.
final class ChatSettingsReader {
    /// Name of an [OutputForm] that only asks for some JSON object.
    static final String ANY_OBJECT = "json_object";

    /// What no other dialect has, or what is no other provider's business; told as lost if present.
    private static final Set<String> LOST = Set.of(
            "audio",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "metadata",
            "min_p",
            "modalities",
            "prediction",
            "repetition_penalty",
            "safety_identifier",
            "service_tier",
            "store",
            "user",
            "verbosity");

    /// As [#LOST], but 0 changes nothing.
    private static final Set<String> PENALTIES = Set.of("frequency_penalty", "presence_penalty");

    private ChatSettingsReader() {}

    static void losses(JsonNode body, Losses losses) {
        if (body.path("n").intValue(1) > 1) {
            throw new BadRequest("n: only one choice can be asked for");
        }
        body.forEachEntry((name, value) -> {
            boolean said = !value.isNull() && !(value.isBoolean() && !value.booleanValue());
            boolean penal = PENALTIES.contains(name) && value.doubleValue(0) != 0;
            if (penal || (LOST.contains(name) && said)) {
                losses.add("field:" + name);
            }
        });
    }

    static Sampling sampling(JsonNode body) {
        Long cap = whole(body.path("max_completion_tokens"));
        JsonNode stop = body.path("stop");
        return new Sampling(
                cap != null ? cap : whole(body.path("max_tokens")),
                number(body.path("temperature")),
                number(body.path("top_p")),
                whole(body.path("top_k")),
                whole(body.path("seed")),
                stop.isString()
                        ? List.of(stop.stringValue())
                        : stop.valueStream().map(word -> word.stringValue("")).toList());
    }

    private static @Nullable Long whole(JsonNode node) {
        return node.isIntegralNumber() ? node.longValue() : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    /// OpenAI's own word, then those of its imitators: OpenRouter's `reasoning`, LiteLLM's and DeepSeek's
    /// `thinking`, Qwen's `enable_thinking`.
    static Effort effort(JsonNode body) {
        JsonNode reasoning = body.path("reasoning");
        String word = body.path("reasoning_effort")
                .stringValue(reasoning.path("effort").stringValue(""));
        if (!word.isEmpty()) {
            return byWord(word);
        }
        Long tokens = whole(reasoning.path("max_tokens"));
        JsonNode thinking = body.path("thinking");
        Long budget = tokens != null ? tokens : whole(thinking.path("budget_tokens"));
        if (thinking.path("type").stringValue("").equals("disabled")) {
            return new Effort.Off();
        }
        if (budget != null) {
            return new Effort.Budget(budget, true);
        }
        return thinking.isObject() ? new Effort.Level("", true) : bySwitch(body, reasoning.path("enabled"));
    }

    private static Effort bySwitch(JsonNode body, JsonNode enabled) {
        JsonNode qwens = body.path("enable_thinking").isBoolean()
                ? body.path("enable_thinking")
                : body.path("chat_template_kwargs").path("enable_thinking");
        JsonNode on = enabled.isBoolean() ? enabled : qwens;
        if (!on.isBoolean()) {
            return new Effort.Unsaid();
        }
        return on.booleanValue() ? new Effort.Level("", true) : new Effort.Off();
    }

    private static Effort byWord(String word) {
        return switch (word) {
            case "none" -> new Effort.Off();
            case "minimal", "low", "medium", "high", "max" -> new Effort.Level(word, true);
            case "xhigh" -> new Effort.Level("max", true);
            default -> throw new BadRequest("reasoning_effort: `" + word + "` is not known");
        };
    }

    static @Nullable OutputForm output(JsonNode body) {
        JsonNode format = body.path("response_format");
        return switch (format.path("type").stringValue("text")) {
            case "json_schema" -> form(format.path("json_schema"));
            case "json_object" -> new OutputForm(ANY_OBJECT, Json.object().put("type", "object"));
            default -> null;
        };
    }

    private static OutputForm form(JsonNode described) {
        JsonNode schema = described.path("schema");
        if (!schema.isObject()) {
            throw new BadRequest("response_format.json_schema.schema: an object is required");
        }
        return new OutputForm(described.path("name").stringValue(""), schema);
    }
}
