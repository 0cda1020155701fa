package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.GeminiField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads the body of a `generateContent`, which names neither its model nor whether it is to be streamed: see
/// [Dialogue#addressed].
final class GeminiRequestReader implements RequestReader {
    private static final Set<String> CARRIED =
            Set.of("contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "model");

    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        JsonNode wrapped = GeminiField.of(body, "generateContentRequest");
        return dialogue(wrapped.isObject() ? wrapped : body, losses);
    }

    private static Dialogue dialogue(JsonNode body, Losses losses) {
        JsonNode contents = body.path("contents");
        if (!contents.isArray()) {
            throw new BadRequest("contents: a list is required");
        }
        tell(body, CARRIED, losses);
        GeminiToolOffer offer = GeminiToolOffer.read(body, losses);
        var transcript = new GeminiTranscript(offer.names(), losses);
        contents.forEach(transcript::add);
        JsonNode config = GeminiField.of(body, "generationConfig");
        return new Dialogue(
                "",
                false,
                true,
                system(GeminiField.of(body, "systemInstruction"), losses),
                offer.tools(),
                offer.names().known(),
                offer.choice(),
                false,
                transcript.messages(),
                GeminiSettings.sampling(config, losses),
                GeminiSettings.effort(config),
                GeminiSettings.output(config));
    }

    static void tell(JsonNode object, Set<String> carried, Losses losses) {
        Set<String> snakes = Set.copyOf(carried.stream().map(GeminiField::snake).toList());
        for (String field : object.propertyNames()) {
            if (!carried.contains(field) && !snakes.contains(field)) {
                losses.add("field:" + GeminiField.snake(field));
            }
        }
    }

    /// The servers want a content; SDKs and people also write a string, a part or a list of them.
    private static List<Block.Text> system(JsonNode system, Losses losses) {
        List<Block.Text> texts = new ArrayList<>();
        system(system, texts, losses);
        return texts;
    }

    private static void system(JsonNode node, List<Block.Text> texts, Losses losses) {
        if (node.isString() || node.path("text").isString()) {
            String text =
                    node.isString() ? node.stringValue() : node.path("text").stringValue();
            if (!text.isEmpty()) {
                texts.add(new Block.Text(text));
            }
        } else if (node.isArray()) {
            node.forEach(element -> system(element, texts, losses));
        } else if (node.path("parts").isArray()) {
            system(node.path("parts"), texts, losses);
        } else if (!node.isMissingNode() && !node.isNull()) {
            losses.add("system_part");
        }
    }
}
