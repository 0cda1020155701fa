package dev.steelyard.gateway.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reading what the request bodies of all dialects have in common.
final class Body {
    private static final String CACHE_MARK = "cache_control";

    private Body() {}

    static String model(JsonNode body) {
        String model = body.path("model").stringValue(null);
        if (model == null) {
            throw new BadRequest("model: a string is required");
        }
        return model;
    }

    static boolean stream(JsonNode body) {
        return body.path("stream").booleanValue(false);
    }

    static JsonNode messages(JsonNode body) {
        JsonNode messages = body.path("messages");
        if (!messages.isArray()) {
            throw new BadRequest("messages: a list is required");
        }
        return messages;
    }

    static @Nullable Long cap(JsonNode cap) {
        return cap.isIntegralNumber() ? cap.longValue() : null;
    }

    static @Nullable JsonNode schema(JsonNode schema) {
        return schema.isObject() ? schema : null;
    }

    static String text(JsonNode node) {
        return node.stringValue("");
    }

    /// A tool result's text by the rule at [Prompt].
    static String resultText(JsonNode content) {
        if (!content.isArray()) {
            return content.isString() ? content.stringValue() : content.isMissingNode() ? "" : Json.compact(content);
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode block : content) {
            lines.add(block.path("text").isString() ? text(block.path("text")) : counted(block));
        }
        return String.join("\n", lines);
    }

    /// Content that is a string or a list of blocks, where only text blocks are of interest.
    static void content(JsonNode content, boolean fromModel, List<Segment> into) {
        if (content.isString()) {
            into.add(new Segment.Words(content.stringValue(), fromModel));
        }
        if (content.isArray()) {
            content.forEach(block -> into.add(block(block, fromModel)));
        }
    }

    /// As compact JSON by the rule at [Prompt].
    static String counted(JsonNode node) {
        return Json.compact(node.has(CACHE_MARK) ? node.deepCopy().asObject().without(CACHE_MARK) : node);
    }

    static Segment block(JsonNode block, boolean fromModel) {
        return block.path("text").isString()
                ? new Segment.Words(text(block.path("text")), fromModel)
                : new Segment.Other(counted(block), fromModel);
    }
}
