package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests of OpenAI Responses. Nothing is stored by the provider, so that what the model thought comes back sealed
/// and whole. The conversation stands last: a longer one begins with the bytes of the shorter.
final class ResponsesRequestWriter implements RequestWriter {
    /// OpenAI refuses less.
    private static final long SMALLEST_CAP = 16;

    private static final long LOW_BELOW_TOKENS = 4096;
    private static final long HIGH_FROM_TOKENS = 16_000;

    @Override
    public ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        var model = ResponsesModel.of(servedName);
        var content = new ResponsesContent(model, losses);
        ObjectNode body = Json.object().put("model", servedName).put("store", false);
        if (dialogue.stream()) {
            body.put("stream", true);
        }
        if (model.reasons()) {
            body.putArray("include").add("reasoning.encrypted_content");
        }
        var input = new ResponsesInput(content, losses);
        system(dialogue.system(), model, body, input);
        tools(dialogue, body, content, losses);
        effort(dialogue.effort(), model, body, losses);
        output(dialogue.output(), body);
        sampling(dialogue.sampling(), model, body, losses);
        body.set("input", input.of(dialogue.messages()));
        return body;
    }

    /// `instructions` can bear no cache marks, an item can.
    private static void system(List<Block.Text> system, ResponsesModel model, ObjectNode body, ResponsesInput input) {
        boolean marked = system.stream().anyMatch(text -> text.cache() != CacheMark.NONE);
        String told = system.stream()
                .map(Block.Text::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        if (marked && model.breakpoints()) {
            input.say("developer", system);
        } else if (!told.isEmpty()) {
            body.put("instructions", told);
        }
    }

    private static void tools(Dialogue dialogue, ObjectNode body, ResponsesContent content, Losses losses) {
        if (dialogue.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : dialogue.tools()) {
            content.mark(tool.cache());
            ObjectNode written = tools.addObject().put("type", "function").put("name", tool.name());
            if (!tool.description().isEmpty()) {
                written.put("description", tool.description());
            }
            written.set("parameters", ResponsesSchemas.parameters(tool.schema(), losses));
            written.put("strict", false);
        }
        choice(dialogue, body, losses);
        if (dialogue.oneCallAtATime()) {
            body.put("parallel_tool_calls", false);
        }
    }

    private static void choice(Dialogue dialogue, ObjectNode body, Losses losses) {
        switch (dialogue.choice()) {
            case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Any _ -> body.put("tool_choice", "required");
            case ToolChoice.Named(String name) -> {
                if (dialogue.tools().stream().anyMatch(tool -> tool.name().equals(name))) {
                    body.putObject("tool_choice").put("type", "function").put("name", name);
                } else {
                    losses.add("tool_choice");
                }
            }
        }
    }

    private static void effort(Effort effort, ResponsesModel model, ObjectNode body, Losses losses) {
        if (effort instanceof Effort.Unsaid) {
            return;
        }
        if (!model.reasons()) {
            if (!(effort instanceof Effort.Off)) {
                losses.add("effort");
            }
            return;
        }
        ObjectNode reasoning = Json.object();
        switch (effort) {
            case Effort.Unsaid _ -> {}
            case Effort.Off _ -> reasoning.put("effort", "none");
            case Effort.Budget(long tokens, boolean visible) -> {
                losses.add("effort:budget");
                reasoning.put("effort", level(tokens));
                show(visible, reasoning);
            }
            case Effort.Level(String level, boolean visible) -> {
                if (!level.isEmpty()) {
                    reasoning.put("effort", level.equals("max") ? "xhigh" : level);
                }
                show(visible, reasoning);
            }
        }
        if (!reasoning.isEmpty()) {
            body.set("reasoning", reasoning);
        }
    }

    private static String level(long tokens) {
        return tokens < LOW_BELOW_TOKENS ? "low" : tokens < HIGH_FROM_TOKENS ? "medium" : "high";
    }

    private static void show(boolean visible, ObjectNode reasoning) {
        if (visible) {
            reasoning.put("summary", "auto");
        }
    }

    private static void output(@Nullable OutputForm output, ObjectNode body) {
        if (output == null) {
            return;
        }
        ObjectNode format = body.putObject("text").putObject("format").put("type", "json_schema");
        format.put("name", output.name().isEmpty() ? "answer" : ResponsesNames.safe(output.name()));
        format.set("schema", output.schema());
        format.put("strict", false);
    }

    private static void sampling(Sampling sampling, ResponsesModel model, ObjectNode body, Losses losses) {
        Long cap = sampling.maxOutputTokens();
        if (cap != null) {
            if (cap < SMALLEST_CAP) {
                losses.add("max_output_tokens:raised");
            }
            body.put("max_output_tokens", Math.max(cap, SMALLEST_CAP));
        }
        number("temperature", sampling.temperature(), model, body, losses);
        number("top_p", sampling.topP(), model, body, losses);
        if (sampling.topK() != null) {
            losses.add("field:top_k");
        }
        if (sampling.seed() != null) {
            losses.add("field:seed");
        }
        if (!sampling.stopSequences().isEmpty()) {
            losses.add("field:stop");
        }
    }

    private static void number(
            String field, @Nullable Double value, ResponsesModel model, ObjectNode body, Losses losses) {
        if (value == null) {
            return;
        }
        if (model.samples()) {
            body.put(field, value);
        } else {
            losses.add("field:" + field);
        }
    }
}
