package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.strict.StrictApi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Short cuts for tests.
final class Responses {
    private Responses() {}

    static JsonNode node(String json) {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    static String json(JsonNode node) {
        return Json.compact(node);
    }

    static Dialogue read(String body, Losses losses) {
        return read(node(body), losses);
    }

    static Dialogue read(JsonNode body, Losses losses) {
        return Idiom.OPENAI_RESPONSES.reader().read(body, losses);
    }

    static JsonNode write(Dialogue dialogue, String model, Losses losses) {
        return Idiom.OPENAI_RESPONSES.writer().write(dialogue, model, losses);
    }

    /// @return the data of the frames
    static List<JsonNode> events(List<String> frames) {
        return frames.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("data: "))
                .map(line -> node(line.substring("data: ".length())))
                .toList();
    }

    static List<ReplyEvent> streamed(AnswerReader reader, List<JsonNode> events) {
        List<ReplyEvent> told = new ArrayList<>();
        events.forEach(event -> reader.event(event, told::add));
        reader.end(told::add);
        return told;
    }

    static List<String> violations(StrictApi api, JsonNode request) {
        return api.violations(node(json(request)));
    }
}
