package dev.steelyard.gateway.dialect;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What OpenAI's two protocols share.
final class OpenAi {
    private OpenAi() {}

    static String refusal(Refusal refusal, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", refusal.status() < 500 ? "invalid_request_error" : "server_error")
                .putNull("param")
                .put("code", code(refusal));
        return Json.compact(body);
    }

    private static String code(Refusal refusal) {
        return switch (refusal) {
            case BAD_REQUEST -> "invalid_request";
            case UNAUTHORIZED -> "invalid_api_key";
            case NOT_FOUND -> "not_found";
            case TOO_LARGE -> "request_too_large";
            case UPGRADE_REQUIRED -> "websocket_not_supported";
            case BUDGET_SPENT -> "budget_spent";
            case BUSY -> "server_busy";
            case FAILED -> "internal_error";
        };
    }

    static String counted(long inputTokens) {
        return Json.compact(Json.object().put("object", "response.input_tokens").put("input_tokens", inputTokens));
    }

    static String models(List<String> names) {
        ObjectNode page = Json.object().put("object", "list");
        for (String name : names) {
            page.withArray("data")
                    .addObject()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", "system");
        }
        return Json.compact(page);
    }
}
