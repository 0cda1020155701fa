package dev.steelyard.gateway.strict;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the real API says of the items in a request's `input`.
final class StrictResponsesInput {
    private static final int LONGEST_CALL_ID = 64;
    private static final Pattern IMAGE =
            Pattern.compile("https?://.+|data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*");
    private static final Pattern MARKED_MODELS = Pattern.compile("(gpt-5\\.([6-9]|\\d\\d)|gpt-[6-9]).*");
    private static final Set<String> MESSAGE = Set.of("type", "id", "role", "content", "status", "phase");
    private static final Set<String> CALL =
            Set.of("type", "id", "call_id", "name", "namespace", "arguments", "status", "caller");
    private static final Set<String> OUTPUT =
            Set.of("type", "id", "call_id", "output", "status", "caller", "name", "namespace");
    private static final Set<String> REASONING =
            Set.of("type", "id", "summary", "content", "encrypted_content", "status");

    private final StrictResponsesAnswers answers;
    private final String model;
    private final List<String> found;
    private final Set<String> calls = new HashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> reasonings = new HashSet<>();
    private String dangling = "";

    StrictResponsesInput(StrictResponsesAnswers answers, String model, List<String> found) {
        this.answers = answers;
        this.model = model;
        this.found = found;
    }

    void check(JsonNode input) {
        if (input.isString()) {
            return;
        }
        if (!input.isArray() || input.isEmpty()) {
            found.add("Missing required parameter: 'input'.");
            return;
        }
        for (int i = 0; i < input.size(); i++) {
            item("input[" + i + "].", input.get(i));
        }
        dangles();
        open.forEach(id -> found.add("No tool output found for function call " + id + "."));
    }

    private void item(String place, JsonNode item) {
        String type = item.path("type").stringValue(item.has("role") ? "message" : "");
        if (!Set.of("message", "function_call", "reasoning").contains(type)) {
            dangles();
        }
        switch (type) {
            case "message" -> message(place, item);
            case "function_call" -> call(place, item);
            case "function_call_output" -> output(place, item);
            case "reasoning" -> reasoning(place, item);
            default -> found.add("Invalid value: '" + type + "' for '" + place + "type'.");
        }
    }

    private void dangles() {
        if (!dangling.isEmpty()) {
            found.add("Item '" + dangling + "' of type 'reasoning' was provided without its required following item.");
            dangling = "";
        }
    }

    private void message(String place, JsonNode item) {
        StrictResponsesApi.unknown(place, item, MESSAGE, found);
        String role = item.path("role").stringValue("");
        boolean assistant = role.equals("assistant");
        if (!assistant) {
            dangles();
        }
        dangling = "";
        if (!Set.of("user", "assistant", "system", "developer").contains(role)) {
            found.add("Invalid value: '" + role + "' for '" + place + "role'.");
        }
        id(place, item, "msg");
        JsonNode content = item.path("content");
        if (!content.isString() && !content.isArray()) {
            found.add("Missing required parameter: '" + place + "content'.");
        }
        if (content.isArray()) {
            parts(place + "content", content, assistant);
        }
    }

    private void parts(String place, JsonNode parts, boolean assistant) {
        for (int i = 0; i < parts.size(); i++) {
            part(place + "[" + i + "].", parts.get(i), assistant);
        }
    }

    private void part(String place, JsonNode part, boolean assistant) {
        String type = part.path("type").stringValue("");
        boolean ofModel = Set.of("output_text", "refusal").contains(type);
        if (ofModel != assistant
                || (!ofModel
                        && !Set.of("input_text", "input_image", "input_file").contains(type))) {
            found.add("Invalid value: '" + type + "' for '" + place + "type'.");
            return;
        }
        switch (type) {
            case "input_text" -> text(place, part, Set.of("type", "text", "prompt_cache_breakpoint"));
            case "output_text" -> text(place, part, Set.of("type", "text", "annotations", "logprobs"));
            case "input_image" -> image(place, part);
            case "input_file" -> file(place, part);
            default -> {}
        }
        if (part.has("prompt_cache_breakpoint") && !MARKED_MODELS.matcher(model).matches()) {
            found.add("Unsupported parameter: '" + place + "prompt_cache_breakpoint'.");
        }
    }

    private void text(String place, JsonNode part, Set<String> fields) {
        StrictResponsesApi.unknown(place, part, fields, found);
        if (!part.path("text").isString()) {
            found.add("Missing required parameter: '" + place + "text'.");
        }
    }

    private void image(String place, JsonNode part) {
        Set<String> fields = Set.of("type", "image_url", "file_id", "detail", "prompt_cache_breakpoint");
        StrictResponsesApi.unknown(place, part, fields, found);
        if (!part.has("file_id")
                && !IMAGE.matcher(part.path("image_url").stringValue("")).matches()) {
            found.add("Invalid '" + place + "image_url': expected a valid URL or a base64-encoded data URL.");
        }
        Set<String> details = Set.of("auto", "low", "high", "original");
        StrictResponsesApi.oneOf(place + "detail", part.path("detail"), details, found);
    }

    private void file(String place, JsonNode part) {
        Set<String> fields =
                Set.of("type", "file_data", "file_id", "file_url", "filename", "detail", "prompt_cache_breakpoint");
        StrictResponsesApi.unknown(place, part, fields, found);
        String data = part.path("file_data").stringValue("");
        if (!data.isEmpty() && !part.has("filename")) {
            found.add("Missing required parameter: '" + place + "filename'.");
        }
        if (!data.isEmpty() && !data.startsWith("data:")) {
            found.add("Invalid '" + place + "file_data': expected a base64-encoded data URL.");
        }
    }

    private void call(String place, JsonNode item) {
        dangling = "";
        StrictResponsesApi.unknown(place, item, CALL, found);
        id(place, item, "fc");
        String callId = callId(place, item);
        if (!StrictResponsesApi.NAME.matcher(item.path("name").stringValue("")).matches()) {
            found.add("Invalid '" + place + "name': string does not match pattern.");
        }
        if (!item.path("arguments").isString()) {
            found.add("Missing required parameter: '" + place + "arguments'.");
        }
        String thought = answers.reasoningOf(callId);
        if (!thought.isEmpty() && !reasonings.contains(thought)) {
            found.add("Item '" + callId
                    + "' of type 'function_call' was provided without its required 'reasoning' item: '" + thought
                    + "'.");
        }
        calls.add(callId);
        open.add(callId);
    }

    private void output(String place, JsonNode item) {
        StrictResponsesApi.unknown(place, item, OUTPUT, found);
        String callId = callId(place, item);
        if (!calls.contains(callId)) {
            found.add("No tool call found for function call output with call_id " + callId + ".");
        }
        open.remove(callId);
        JsonNode output = item.path("output");
        if (output.isArray()) {
            parts(place + "output", output, false);
        } else if (!output.isString()) {
            found.add("Invalid type for '" + place + "output'.");
        }
    }

    private String callId(String place, JsonNode item) {
        String callId = item.path("call_id").stringValue("");
        if (callId.isEmpty()) {
            found.add("Missing required parameter: '" + place + "call_id'.");
        }
        if (callId.length() > LONGEST_CALL_ID) {
            found.add("Invalid '" + place + "call_id': string too long. Expected a string with maximum length 64.");
        }
        return callId;
    }

    private void reasoning(String place, JsonNode item) {
        StrictResponsesApi.unknown(place, item, REASONING, found);
        id(place, item, "rs");
        String id = item.path("id").stringValue("");
        if (!item.path("summary").isArray()) {
            found.add("Missing required parameter: '" + place + "summary'.");
        }
        JsonNode given = answers.reasoning(id);
        if (item.path("encrypted_content").stringValue("").isEmpty()) {
            found.add("Item with id '" + id + "' not found. Items are not persisted when `store` is set to false.");
        } else if (!item.equals(given)) {
            found.add("The encrypted content for item " + id + " could not be verified.");
        }
        dangling = id;
        reasonings.add(id);
    }

    private void id(String place, JsonNode item, String prefix) {
        String id = item.path("id").stringValue("");
        if (!id.isEmpty() && !id.startsWith(prefix)) {
            found.add("Invalid '" + place + "id': '" + id + "'. Expected an ID that begins with '" + prefix + "'.");
        }
    }
}
