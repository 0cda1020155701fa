package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Arguments are an object here; elsewhere they are whatever text a model wrote.
final class GeminiArguments {
    private GeminiArguments() {}

    static JsonNode object(String written, Losses losses) {
        if (written.isBlank()) {
            return Json.object();
        }
        try {
            return Json.readObject(written.getBytes(StandardCharsets.UTF_8));
        } catch (BadRequest _) {
            losses.add("arguments_not_json");
            return Json.object().put("_raw", written);
        }
    }
}
