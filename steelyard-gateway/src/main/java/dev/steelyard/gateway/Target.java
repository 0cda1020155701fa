package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.translate.Dialogue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request's address asks for. Gemini's addresses name the model and the method; Vertex AI's say before it
/// whose project and whose model it is, which changes nothing here.
///
/// @param model empty if the address names none
record Target(Endpoint endpoint, String model) {
    private static final Pattern GEMINI = Pattern.compile(
            "(?:projects/[^/]+/locations/[^/]+/)?(?:publishers/[^/]+/)?models/(.+)(?::|%3[Aa])([a-zA-Z]+)");

    static Optional<Target> of(Route route) {
        Matcher gemini = GEMINI.matcher(route.path());
        return gemini.matches()
                ? gemini(gemini.group(2), route).map(endpoint -> new Target(endpoint, gemini.group(1)))
                : Endpoint.at(route.path()).map(endpoint -> new Target(endpoint, ""));
    }

    private static Optional<Endpoint> gemini(String method, Route route) {
        return switch (method) {
            case "generateContent" -> Optional.of(Endpoint.GENERATE_CONTENT);
            case "streamGenerateContent" ->
                Optional.of(
                        route.parameter("alt").equals("sse")
                                ? Endpoint.STREAM_GENERATE_CONTENT
                                : Endpoint.STREAM_GENERATE_CONTENT_ARRAY);
            case "countTokens" -> Optional.of(Endpoint.GEMINI_COUNT_TOKENS);
            case String _ -> Optional.empty();
        };
    }

    /// The prompt with what the address adds to its body.
    Prompt addressed(Prompt prompt) {
        return model.isEmpty() ? prompt : prompt.addressed(model, endpoint.streams());
    }

    Dialogue addressed(Dialogue dialogue) {
        return model.isEmpty() ? dialogue : dialogue.addressed(model, endpoint.streams());
    }
}
