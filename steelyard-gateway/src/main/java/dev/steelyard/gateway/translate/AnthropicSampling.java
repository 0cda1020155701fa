package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `temperature` and its kin, as far as a model takes them, and the stop sequences.
final class AnthropicSampling {
    private final AnthropicModel model;
    private final Losses losses;

    AnthropicSampling(AnthropicModel model, Losses losses) {
        this.model = model;
        this.losses = losses;
    }

    void write(Sampling sampling, boolean thinks, ObjectNode body) {
        boolean free = model.takesSampling() && !thinks;
        if (sampling.seed() != null) {
            losses.add("sampling:seed");
        }
        temperature(sampling, free, body);
        topP(sampling, free, body);
        topK(sampling, free, body);
        stops(sampling.stopSequences(), body);
    }

    /// 1 is what a model does that is not told, so to leave it out loses nothing.
    private void temperature(Sampling sampling, boolean free, ObjectNode body) {
        Double asked = sampling.temperature();
        if (asked == null || (!free && asked == 1.0)) {
            return;
        }
        if (!free || asked > 1) {
            losses.add("sampling:temperature");
        }
        if (free) {
            body.put("temperature", Math.clamp(asked, 0.0, 1.0));
        }
    }

    private void topP(Sampling sampling, boolean free, ObjectNode body) {
        Double asked = sampling.topP();
        if (asked == null || asked == 1.0) {
            return;
        }
        if (free && (model.takesBothSamplings() || sampling.temperature() == null)) {
            body.put("top_p", Math.clamp(asked, 0.0, 1.0));
        } else {
            losses.add("sampling:top_p");
        }
    }

    private void topK(Sampling sampling, boolean free, ObjectNode body) {
        Long asked = sampling.topK();
        if (asked == null) {
            return;
        }
        if (free && asked > 0) {
            body.put("top_k", asked);
        } else {
            losses.add("sampling:top_k");
        }
    }

    /// One of white space alone is refused.
    private void stops(List<String> asked, ObjectNode body) {
        List<String> taken = asked.stream().filter(stop -> !stop.isBlank()).toList();
        if (taken.size() < asked.size()) {
            losses.add("stop_sequences:blank");
        }
        if (!taken.isEmpty()) {
            ArrayNode stops = body.putArray("stop_sequences");
            taken.forEach(stops::add);
        }
    }
}
