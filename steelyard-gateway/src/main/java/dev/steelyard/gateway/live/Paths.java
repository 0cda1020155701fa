package dev.steelyard.gateway.live;

/// Where a provider answers what, below its base URL. By custom, the base URLs of OpenAI's servers hold the version of
/// the API and those of the others do not.
///
/// @param place on Vertex AI: `projects/PROJECT/locations/LOCATION`; else empty
/// @param servedName what the provider calls the model
record Paths(Provider provider, String place, String servedName) {
    private static final String GEMINI_MODELS = "/v1beta/models/";

    /// Whether Google chooses the place.
    boolean everywhere() {
        return place.endsWith("/locations/" + GoogleCloud.EVERYWHERE);
    }

    /// @param dialect that the provider is spoken to in
    /// @param query of the agent's request, without its key; empty if there is none or the dialects differ
    String of(String dialect, Verb verb, boolean stream, String query) {
        String path = path(dialect, verb, stream);
        return query.isEmpty() ? path : path + (path.indexOf('?') < 0 ? "?" : "&") + query;
    }

    private String path(String dialect, Verb verb, boolean stream) {
        return switch (dialect) {
            case "anthropic-messages" -> messages(verb, stream);
            case "openai-chat" -> version() + "/chat/completions";
            case "openai-responses" -> version() + "/responses" + (verb == Verb.COUNT ? "/input_tokens" : "");
            case "gemini" -> models() + servedName + method(verb, stream);
            default -> throw new IllegalArgumentException("no provider speaks " + dialect);
        };
    }

    private String messages(Verb verb, boolean stream) {
        if (provider != Provider.VERTEX) {
            return "/v1/messages" + (verb == Verb.COUNT ? "/count_tokens" : "");
        }
        String models = "/v1/" + place + "/publishers/anthropic/models/";
        return verb == Verb.COUNT
                ? models + "count-tokens:rawPredict"
                : models + servedName + (stream ? ":streamRawPredict" : ":rawPredict");
    }

    private String version() {
        return provider == Provider.LITELLM ? "/v1" : "";
    }

    private String models() {
        return provider == Provider.VERTEX ? "/v1/" + place + "/publishers/google/models/" : GEMINI_MODELS;
    }

    private static String method(Verb verb, boolean stream) {
        return verb == Verb.COUNT ? ":countTokens" : stream ? ":streamGenerateContent" : ":generateContent";
    }
}
