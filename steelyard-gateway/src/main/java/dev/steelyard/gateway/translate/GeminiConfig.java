package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a `generationConfig` that the model takes.
final class GeminiConfig {
    private static final int MOST_STOPS = 5;
    private static final double HOTTEST = 2;

    private final GeminiModel model;
    private final Losses losses;

    GeminiConfig(GeminiModel model, Losses losses) {
        this.model = model;
        this.losses = losses;
    }

    ObjectNode of(Dialogue dialogue) {
        ObjectNode config = Json.object();
        sampling(dialogue.sampling(), config);
        new GeminiThinking(model, losses)
                .config(dialogue.effort())
                .ifPresent(thinking -> config.set("thinkingConfig", thinking));
        output(dialogue.output(), !dialogue.tools().isEmpty(), config);
        return config;
    }

    private void sampling(Sampling sampling, ObjectNode config) {
        if (sampling.maxOutputTokens() != null) {
            long wanted = sampling.maxOutputTokens();
            config.put("maxOutputTokens", whole("max_output_tokens", wanted, 1, model.mostOutputTokens()));
        }
        if (sampling.temperature() != null) {
            config.put("temperature", fit("temperature", sampling.temperature(), 0, HOTTEST));
        }
        if (sampling.topP() != null) {
            config.put("topP", fit("top_p", sampling.topP(), 0, 1));
        }
        if (sampling.topK() != null) {
            config.put("topK", whole("top_k", sampling.topK(), 1, Integer.MAX_VALUE));
        }
        if (sampling.seed() != null) {
            config.put("seed", whole("seed", sampling.seed(), Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        stops(sampling.stopSequences(), config);
    }

    private long whole(String what, long wanted, long least, long most) {
        long fit = Math.clamp(wanted, least, most);
        if (fit != wanted) {
            losses.add("clamped:" + what);
        }
        return fit;
    }

    private double fit(String what, double wanted, double least, double most) {
        double fit = Math.clamp(wanted, least, most);
        if (fit != wanted) {
            losses.add("clamped:" + what);
        }
        return fit;
    }

    private void stops(List<String> wanted, ObjectNode config) {
        List<String> stops = wanted.stream().filter(stop -> !stop.isEmpty()).toList();
        if (stops.size() > MOST_STOPS) {
            losses.add("stop_sequences");
        }
        if (!stops.isEmpty()) {
            ArrayNode array = config.putArray("stopSequences");
            stops.stream().limit(MOST_STOPS).forEach(array::add);
        }
    }

    private void output(@Nullable OutputForm form, boolean toolsToo, ObjectNode config) {
        if (form == null) {
            return;
        }
        if (toolsToo && !model.takesSchemaWithTools()) {
            losses.add("output_schema_with_tools");
            return;
        }
        config.put("responseMimeType", "application/json");
        if (!form.schema().isEmpty()) {
            config.set("responseJsonSchema", GeminiJsonSchema.of(form.schema()));
        }
    }
}
