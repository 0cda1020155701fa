package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class AnthropicRequestWriter implements RequestWriter {
    /// The protocol requires a cap; this is Claude Code's own.
    private static final long USUAL_MAX_TOKENS = 32_000;

    @Override
    public ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        var model = AnthropicModel.of(servedName);
        var turns = AnthropicTurns.of(dialogue.messages(), losses);
        ObjectNode body = Json.object().put("model", servedName);
        long maxTokens = maxTokens(dialogue.sampling(), model, losses);
        body.put("max_tokens", maxTokens);
        if (dialogue.stream()) {
            body.put("stream", true);
        }
        boolean thinks = new AnthropicEffort(model, maxTokens, losses).write(dialogue.effort(), turns.unsealed(), body);
        output(dialogue, model, body, losses);
        new AnthropicSampling(model, losses).write(dialogue.sampling(), thinks, body);
        new AnthropicToolWriter(losses).write(dialogue, turns, thinks, body);
        system(dialogue, turns, body);
        new AnthropicContent(losses).write(turns.turns(), body.putArray("messages"));
        AnthropicMarks.settle(body, losses);
        return body;
    }

    private static long maxTokens(Sampling sampling, AnthropicModel model, Losses losses) {
        Long asked = sampling.maxOutputTokens();
        long wanted = asked == null || asked < 1 ? USUAL_MAX_TOKENS : asked;
        if (wanted > model.longestOutput()) {
            losses.add("max_tokens:cut");
        }
        return Math.min(wanted, model.longestOutput());
    }

    private static void output(Dialogue dialogue, AnthropicModel model, ObjectNode body, Losses losses) {
        OutputForm form = dialogue.output();
        if (form == null) {
            return;
        }
        if (!model.takesOutputForm() || !AnthropicOutputSchema.fits(form.schema())) {
            losses.add("output_form");
            return;
        }
        AnthropicEffort.config(body)
                .putObject("format")
                .put("type", "json_schema")
                .set("schema", new AnthropicOutputSchema(losses).of(form.schema()));
    }

    private static void system(Dialogue dialogue, AnthropicTurns turns, ObjectNode body) {
        ArrayNode system = Json.array();
        for (List<Block.Text> texts : List.of(dialogue.system(), turns.system())) {
            for (Block.Text text : texts) {
                if (!text.text().isBlank()) {
                    system.add(AnthropicContent.text(text));
                }
            }
        }
        if (!system.isEmpty()) {
            body.set("system", system);
        }
    }
}
