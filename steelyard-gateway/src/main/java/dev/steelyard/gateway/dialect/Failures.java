package dev.steelyard.gateway.dialect;

import tools.jackson.databind.node.ObjectNode;

/// A provider's failure, told in a client's dialect: the status is kept where the client knows it, and so are the
/// words,
/// since agents look for some of them ("prompt is too long") and act on them.
public final class Failures {
    private static final int OVERLOADED = 529;
    private static final int UNAVAILABLE = 503;

    private Failures() {}

    /// Only Anthropic's clients know 529.
    public static int status(Dialect dialect, int status) {
        return status == OVERLOADED && !dialect.equals(Dialect.ANTHROPIC_MESSAGES) ? UNAVAILABLE : status;
    }

    public static String body(Dialect dialect, int status, String message, String callId) {
        return switch (dialect) {
            case AnthropicMessages _ -> anthropic(status, message, callId);
            case OpenAiChat _, OpenAiResponses _ -> openAi(status, message);
            case GeminiGenerateContent _ -> google(status, message);
        };
    }

    private static String anthropic(int status, String message, String callId) {
        String type = switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case OVERLOADED, UNAVAILABLE -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return Json.compact(body.put("request_id", callId));
    }

    private static String openAi(int status, String message) {
        String type = switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", contextSpent(message) ? "context_length_exceeded" : null);
        return Json.compact(body);
    }

    private static boolean contextSpent(String message) {
        return message.contains("prompt is too long")
                || message.contains("maximum context length")
                || message.contains("exceeds the maximum number of tokens");
    }

    /// The names of `google.rpc.Code`.
    private static String google(int status, String message) {
        String name = switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", message).put("status", name);
        return Json.compact(body);
    }
}
