package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Requests of OpenAI Responses. Stateless: what refers to something stored is refused.
final class ResponsesRequestReader implements RequestReader {
    private static final List<String> STORED = List.of("previous_response_id", "conversation", "prompt");

    /// Who asks is nobody's business.
    private static final List<String> PRIVATE = List.of("metadata", "user", "safety_identifier");

    /// Fields that ask for something of which another provider knows nothing.
    private static final List<String> LOST = List.of("top_logprobs", "context_management", "moderation");

    private static final Set<String> EFFORTS = Set.of("minimal", "low", "medium", "high");

    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        refuse(body);
        lose(body, losses);
        var offered = ResponsesTools.of(body, losses);
        var choice = ResponsesChoice.of(body.path("tool_choice"), offered);
        var items = new ResponsesItems(losses);
        items.read(body.path("input"));
        return new Dialogue(
                model(body),
                body.path("stream").booleanValue(false),
                true,
                system(body, items),
                choice.tools(),
                offered.names(),
                choice.choice(),
                !body.path("parallel_tool_calls").booleanValue(true),
                items.messages(),
                sampling(body),
                effort(body.path("reasoning"), losses),
                output(body.path("text").path("format")));
    }

    private static void refuse(JsonNode body) {
        for (String field : STORED) {
            if (body.hasNonNull(field)) {
                throw new BadRequest(field + ": nothing is stored here, send the whole input");
            }
        }
        if (body.path("background").booleanValue(false)) {
            throw new BadRequest("background: answers are only given while the client waits");
        }
    }

    private static void lose(JsonNode body, Losses losses) {
        LOST.stream().filter(body::hasNonNull).forEach(field -> losses.add("field:" + field));
        if (PRIVATE.stream().anyMatch(body::hasNonNull)) {
            losses.add("field:metadata");
        }
        if (body.path("store").booleanValue(false)) {
            losses.add("field:store");
        }
        if (body.path("truncation").stringValue("disabled").equals("auto")) {
            losses.add("field:truncation");
        }
        if (!Set.of("auto", "default").contains(body.path("service_tier").stringValue("auto"))) {
            losses.add("field:service_tier");
        }
        if (body.path("text").hasNonNull("verbosity")) {
            losses.add("field:text.verbosity");
        }
        if (body.path("include")
                .valueStream()
                .anyMatch(what -> what.stringValue("").endsWith("logprobs"))) {
            losses.add("field:include.logprobs");
        }
    }

    private static String model(JsonNode body) {
        String model = body.path("model").stringValue(null);
        if (model == null) {
            throw new BadRequest("model: a string is required");
        }
        return model;
    }

    private static List<Block.Text> system(JsonNode body, ResponsesItems items) {
        List<Block.Text> system = new ArrayList<>();
        if (body.path("instructions").isString()) {
            system.add(new Block.Text(body.path("instructions").stringValue()));
        }
        system.addAll(items.leading());
        return system;
    }

    private static Sampling sampling(JsonNode body) {
        JsonNode cap = body.path("max_output_tokens");
        return new Sampling(
                cap.isIntegralNumber() ? cap.longValue() : null,
                number(body.path("temperature")),
                number(body.path("top_p")),
                null,
                null,
                List.of());
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static Effort effort(JsonNode reasoning, Losses losses) {
        for (String field : List.of("context", "mode")) {
            if (reasoning.hasNonNull(field)) {
                losses.add("field:reasoning." + field);
            }
        }
        boolean visible = reasoning.hasNonNull("summary") || reasoning.hasNonNull("generate_summary");
        String level = reasoning.path("effort").stringValue("");
        if (level.equals("none")) {
            return new Effort.Off();
        }
        if (level.isEmpty() && !visible) {
            return new Effort.Unsaid();
        }
        return new Effort.Level(level.isEmpty() || EFFORTS.contains(level) ? level : "max", visible);
    }

    private static @Nullable OutputForm output(JsonNode format) {
        return switch (format.path("type").stringValue("text")) {
            case "json_schema" -> new OutputForm(format.path("name").stringValue("answer"), format.path("schema"));
            case "json_object" -> new OutputForm("json_object", Json.object().put("type", "object"));
            default -> null;
        };
    }
}
