package dev.steelyard.gateway.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the body of a `generateContent`.
final class GeminiRequest {
    private static final String DECLARATIONS = "functionDeclarations";
    private static final String JSON = "application/json";

    private GeminiRequest() {}

    static Prompt read(JsonNode body) {
        JsonNode wrapped = GeminiField.of(body, "generateContentRequest");
        return wrapped.isObject() ? prompt(wrapped) : prompt(body);
    }

    private static Prompt prompt(JsonNode body) {
        JsonNode contents = body.path("contents");
        if (!contents.isArray()) {
            throw new BadRequest("contents: a list is required");
        }
        List<Segment> segments = new ArrayList<>();
        body.path("tools").forEach(tool -> tools(tool, segments));
        system(GeminiField.of(body, "systemInstruction"), segments);
        var exchanges = new GeminiCalls();
        contents.forEach(content -> content(content, exchanges, segments));
        JsonNode config = GeminiField.of(body, "generationConfig");
        return new Prompt(
                "", false, true, Body.cap(GeminiField.of(config, "maxOutputTokens")), outputSchema(config), segments);
    }

    private static void tools(JsonNode tool, List<Segment> segments) {
        JsonNode declarations = GeminiField.of(tool, DECLARATIONS);
        if (declarations.isMissingNode()) {
            segments.add(new Segment.Tool("", null, Body.counted(tool)));
        }
        for (JsonNode declaration : declarations) {
            JsonNode schema = GeminiSchema.read(
                    GeminiField.of(declaration, "parametersJsonSchema"), declaration.path("parameters"));
            segments.add(new Segment.Tool(Body.text(declaration.path("name")), schema, Body.counted(declaration)));
        }
    }

    private static void system(JsonNode system, List<Segment> segments) {
        for (JsonNode part : system.path("parts")) {
            segments.add(new Segment.Instruction(
                    part.path("text").isString() ? Body.text(part.path("text")) : Body.counted(part)));
        }
    }

    private static @Nullable JsonNode outputSchema(JsonNode config) {
        JsonNode schema = GeminiSchema.read(
                GeminiField.of(config, "responseJsonSchema"), GeminiField.of(config, "responseSchema"));
        boolean anyJson = Body.text(GeminiField.of(config, "responseMimeType")).equals(JSON);
        return schema == null && anyJson ? Json.object() : schema;
    }

    private static void content(JsonNode content, GeminiCalls calls, List<Segment> segments) {
        String role = Body.text(content.path("role"));
        if (!role.isEmpty()) {
            segments.add(new Segment.Speaker(role));
        }
        for (JsonNode part : content.path("parts")) {
            segments.add(part(part, role.equals("model"), calls));
        }
    }

    private static Segment part(JsonNode part, boolean fromModel, GeminiCalls calls) {
        JsonNode call = GeminiField.of(part, "functionCall");
        JsonNode response = GeminiField.of(part, "functionResponse");
        if (call.isObject()) {
            return calls.called(call, Body.counted(part));
        }
        if (response.isObject()) {
            return calls.answered(response, resultText(response));
        }
        boolean thought = part.path("thought").booleanValue(false);
        return thought ? new Segment.Other(Body.counted(part), true) : Body.block(part, fromModel);
    }

    /// By convention a response holds its text as `output`, or as `error`.
    private static String resultText(JsonNode response) {
        List<String> lines = new ArrayList<>();
        JsonNode value = response.path("response");
        if (value.size() == 1 && value.path("output").isString()) {
            lines.add(Body.text(value.path("output")));
        } else if (value.size() == 1 && value.path("error").isString()) {
            lines.add(Body.text(value.path("error")));
        } else if (!value.isMissingNode()) {
            lines.add(Json.compact(value));
        }
        response.path("parts").forEach(part -> lines.add(Json.compact(part)));
        return String.join("\n", lines);
    }
}
