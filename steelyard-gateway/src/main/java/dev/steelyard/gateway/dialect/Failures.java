package dev.steelyard.gateway.dialect;

import dev.steelyard.model.CallError;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// A provider's failure, told in a client's dialect: the status is kept where the client knows it, and so are the
/// words. Where agents act on a phrase that only their own provider writes, such as that a prompt is too long, that
/// phrase is put before them.
public final class Failures {
    private static final int BAD_REQUEST = 400;
    private static final int RATE_LIMITED = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int OVERLOADED = 529;
    private static final int UNAVAILABLE = 503;

    /// How providers say that the prompt does not fit, in lower case.
    private static final List<String> TOO_LONG = List.of(
            "prompt is too long",
            "exceed context limit",
            "maximum context length",
            "exceeds the context window",
            "exceeds the maximum number of tokens",
            "context_length_exceeded",
            "input is too long");

    private Failures() {}

    /// Only Anthropic's clients know 529.
    public static int status(Dialect dialect, int status) {
        return status == OVERLOADED && !dialect.equals(Dialect.ANTHROPIC_MESSAGES) ? UNAVAILABLE : status;
    }

    /// Which status a failure would have had that a provider tells inside an answer. What another try cannot mend must
    /// not look as if it could.
    public static int status(CallError failure) {
        String type = failure.type().toLowerCase(Locale.ROOT);
        if (tooLong(failure.message()) || tooLong(type) || type.contains("invalid")) {
            return BAD_REQUEST;
        }
        if (type.contains("rate_limit") || type.contains("quota") || type.contains("exhausted")) {
            return RATE_LIMITED;
        }
        return type.contains("overloaded") || type.contains("unavailable") ? OVERLOADED : BAD_GATEWAY;
    }

    /// The type of a failure inside a stream: OpenAI's clients know a prompt that does not fit by its code.
    public static String type(CallError failure) {
        return tooLong(failure.message()) ? "context_length_exceeded" : failure.type();
    }

    /// The message as the dialect's clients read it.
    public static String words(Dialect dialect, String message) {
        String phrase = phrase(dialect);
        boolean said = message.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
        return !tooLong(message) || said ? message : phrase + ": " + message;
    }

    private static String phrase(Dialect dialect) {
        return switch (dialect) {
            case AnthropicMessages _ -> "prompt is too long";
            case OpenAiChat _ -> "This model's maximum context length is exceeded";
            case OpenAiResponses _ -> "Your input exceeds the context window of this model";
            case GeminiGenerateContent _ -> "The input token count exceeds the maximum number of tokens allowed";
        };
    }

    private static boolean tooLong(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TOO_LONG.stream().anyMatch(lower::contains);
    }

    public static String body(Dialect dialect, int status, String message, String callId) {
        String words = words(dialect, message);
        return switch (dialect) {
            case AnthropicMessages _ -> anthropic(status, words, callId);
            case OpenAiChat _, OpenAiResponses _ -> openAi(status, words);
            case GeminiGenerateContent _ -> google(status, words);
        };
    }

    private static String anthropic(int status, String message, String callId) {
        String type = switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case RATE_LIMITED -> "rate_limit_error";
            case 504 -> "timeout_error";
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
            case RATE_LIMITED -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", tooLong(message) ? "context_length_exceeded" : null);
        return Json.compact(body);
    }

    /// The names of `google.rpc.Code`.
    private static String google(int status, String message) {
        String name = switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case RATE_LIMITED -> "RESOURCE_EXHAUSTED";
            case UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", message).put("status", name);
        return Json.compact(body);
    }
}
