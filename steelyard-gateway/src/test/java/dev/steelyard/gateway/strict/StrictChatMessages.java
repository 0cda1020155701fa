package dev.steelyard.gateway.strict;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a Chat Completions server refuses in the messages of a request.
final class StrictChatMessages {
    private static final int LONGEST_ID = 40;
    private static final Set<String> ASSISTANTS =
            Set.of("role", "content", "refusal", "name", "audio", "function_call", "tool_calls");

    private final boolean imitator;
    private final Map<String, String> thoughts;
    private final List<String> found;
    private final Set<String> unanswered = new LinkedHashSet<>();
    private boolean begun;

    /// @param thoughts call id → what this server thought before it
    StrictChatMessages(boolean imitator, Map<String, String> thoughts, List<String> found) {
        this.imitator = imitator;
        this.thoughts = thoughts;
        this.found = found;
    }

    void check(JsonNode messages) {
        require(messages.isArray() && !messages.isEmpty(), "Invalid 'messages': empty array.");
        messages.forEach(this::message);
        answered();
    }

    private void require(boolean good, String sentence) {
        if (!good) {
            found.add(sentence);
        }
    }

    private void answered() {
        require(
                unanswered.isEmpty(),
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
                        + "'tool_call_id'. Missing: " + unanswered);
        unanswered.clear();
    }

    private void message(JsonNode message) {
        String role = message.path("role").stringValue("");
        if (!role.equals("tool")) {
            answered();
        }
        switch (role) {
            case "system", "developer" -> {
                require(!imitator || (role.equals("system") && !begun), "System message must be at the beginning.");
                said(message, Set.of("text"));
            }
            case "user" -> said(message, Set.of("text", "image_url", "file", "input_audio"));
            case "assistant" -> assistant(message);
            case "tool" -> tool(message);
            default -> found.add("Invalid value: '" + role + "' for messages.role");
        }
        begun |= !role.equals("system") && !role.equals("developer");
    }

    private void said(JsonNode message, Set<String> kinds) {
        StrictChatRequest.unknownFields(message, Set.of("role", "content", "name"), "messages.", found);
        content(message.path("content"), kinds);
    }

    private void content(JsonNode content, Set<String> kinds) {
        if (content.isString()) {
            return;
        }
        require(content.isArray() && !content.isEmpty(), "Invalid value for 'content': expected a string or parts.");
        require(
                !imitator || content.valueStream().anyMatch(part -> !kind(part).equals("text")),
                "invalid type: sequence, expected a string");
        content.forEach(part -> part(part, kinds));
    }

    private static String kind(JsonNode part) {
        return part.path("type").stringValue("");
    }

    private void part(JsonNode part, Set<String> kinds) {
        String kind = kind(part);
        require(kinds.contains(kind), "Invalid value: content type '" + kind + "' is not allowed here.");
        StrictChatRequest.unknownFields(part, Set.of("type", kind, "prompt_cache_breakpoint"), "content.", found);
        switch (kind) {
            case "text" -> require(part.path("text").isString(), "Invalid type for 'content.text'");
            case "image_url" ->
                require(
                        part.path("image_url")
                                .path("url")
                                .stringValue("")
                                .matches("(?s)(https?:|data:image/[a-z+]+;base64,).+"),
                        "Invalid image URL");
            case "file" ->
                require(
                        part.path("file").path("file_data").stringValue("").startsWith("data:application/pdf;base64,"),
                        "Invalid file data");
            default -> {}
        }
    }

    private void assistant(JsonNode message) {
        JsonNode content = message.path("content");
        JsonNode calls = message.path("tool_calls");
        if (content.isNull() || content.isMissingNode()) {
            require(calls.isArray(), "Invalid value for 'content': expected a string, got null.");
        } else {
            content(content, Set.of("text", "refusal"));
        }
        require(calls.isMissingNode() || (calls.isArray() && !calls.isEmpty()), "Invalid 'tool_calls': empty array.");
        calls.forEach(this::call);
        thought(message, calls);
    }

    private void thought(JsonNode message, JsonNode calls) {
        JsonNode sent = message.path("reasoning_content");
        String owed = thoughts.getOrDefault(calls.path(0).path("id").stringValue(""), "");
        if (imitator && !owed.isEmpty()) {
            require(
                    sent.stringValue("").equals(owed),
                    "The reasoning_content in the thinking mode must be passed back to the API.");
            StrictChatRequest.unknownFields(
                    message,
                    Set.of("role", "content", "refusal", "tool_calls", "reasoning_content"),
                    "messages.",
                    found);
        } else {
            StrictChatRequest.unknownFields(message, ASSISTANTS, "messages.", found);
        }
    }

    private void call(JsonNode call) {
        String id = call.path("id").stringValue("");
        require(!id.isEmpty() && id.length() <= LONGEST_ID, "Invalid 'messages.tool_calls.id': string too long.");
        require(unanswered.add(id), "Duplicate tool call id: " + id);
        require(call.path("type").stringValue("").equals("function"), "Invalid value: 'messages.tool_calls.type'");
        StrictChatRequest.unknownFields(call, Set.of("id", "type", "function"), "messages.tool_calls.", found);
        JsonNode function = call.path("function");
        require(
                function.path("name").stringValue("").matches("[A-Za-z0-9_-]{1,64}"),
                "Invalid 'messages.tool_calls.function.name': string does not match pattern.");
        require(function.path("arguments").isString(), "Invalid type for 'messages.tool_calls.function.arguments'");
    }

    private void tool(JsonNode message) {
        StrictChatRequest.unknownFields(message, Set.of("role", "content", "tool_call_id"), "messages.", found);
        require(
                unanswered.remove(message.path("tool_call_id").stringValue("")),
                "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
        content(message.path("content"), Set.of("text"));
    }
}
