package dev.steelyard.gateway.strict;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the real servers ask of a conversation.
final class GeminiContentRules {
    private static final Set<String> DATA =
            Set.of("text", "inlineData", "fileData", "functionCall", "functionResponse");
    private static final Set<String> PART =
            Set.of("text", "inlineData", "fileData", "functionCall", "functionResponse", "thought", "thoughtSignature");
    private static final Set<String> TYPES = Set.of(
            "image/png", "image/jpeg", "image/webp", "image/heic", "image/heif", "application/pdf", "text/plain");

    private final StrictGeminiApi api;
    private final GeminiViolations found;

    GeminiContentRules(StrictGeminiApi api, GeminiViolations found) {
        this.api = api;
        this.found = found;
    }

    void check(JsonNode contents) {
        found.unless(contents.isArray() && !contents.isEmpty(), "contents", "contents is not specified");
        for (int i = 0; i < contents.size(); i++) {
            content(contents.path(i), contents.path(i - 1), "contents[" + i + "]");
        }
        if (!contents.isEmpty()) {
            boolean asked = role(contents.path(contents.size() - 1)).equals("user");
            found.unless(asked, "contents", "Please ensure that the last content is the user's.");
        }
        signatures(contents);
    }

    private static String role(JsonNode content) {
        return content.path("role").stringValue("");
    }

    private static List<JsonNode> of(JsonNode content, String kind) {
        List<JsonNode> parts = new ArrayList<>();
        content.path("parts").forEach(part -> {
            if (part.has(kind)) {
                parts.add(part.path(kind));
            }
        });
        return parts;
    }

    private void content(JsonNode content, JsonNode before, String place) {
        found.unknown(content, place, Set.of("role", "parts"));
        String role = role(content);
        found.unless(Set.of("user", "model").contains(role), place, "Please use a valid role: user, model.");
        String expected = role(before).equals("user") ? "model" : "user";
        found.unless(role.equals(expected), place, "roles must alternate, and the user speaks first");
        found.unless(!content.path("parts").isEmpty(), place, "contents.parts must not be empty.");
        content.path("parts").forEach(part -> part(part, role, place));
        results(of(content, "functionResponse"), of(before, "functionCall"), place);
        boolean late = false;
        for (JsonNode part : content.path("parts")) {
            found.unless(!late || !part.has("functionResponse"), place, "function responses come before anything else");
            late |= !part.has("functionResponse");
        }
    }

    private void part(JsonNode part, String role, String place) {
        found.unknown(part, place, PART);
        long kinds = DATA.stream().filter(part::has).count();
        found.unless(kinds == 1, place, "required oneof field 'data' must have one initialized field");
        boolean signed = part.has("thoughtSignature");
        found.unless(
                !part.has("text")
                        || signed
                        || !part.path("text").stringValue("").isEmpty(),
                place,
                "Unable to submit request because it has an empty text parameter.");
        found.unless(
                !signed || base64(part.path("thoughtSignature")), place, "thought_signature: Base64 decoding failed");
        found.unless(role.equals("model") || !part.has("functionCall"), place, "a call of the user's");
        found.unless(role.equals("user") || !part.has("functionResponse"), place, "a response of the model's");
        if (part.has("functionCall")) {
            found.unknown(part.path("functionCall"), place, Set.of("id", "name", "args"));
            found.unless(part.path("functionCall").path("args").isObject(), place, "args must be an object");
        }
        if (part.has("inlineData")) {
            inline(part.path("inlineData"), place);
        }
        if (part.has("fileData")) {
            String uri = part.path("fileData").path("fileUri").stringValue("");
            found.unless(uri.matches("gs://.*|https://generativelanguage.*"), place, "Unsupported file uri");
        }
    }

    private void inline(JsonNode inline, String place) {
        found.unknown(inline, place, Set.of("mimeType", "data"));
        String type = inline.path("mimeType").stringValue("");
        found.unless(TYPES.contains(type), place, "Unsupported MIME type: " + type);
        found.unless(base64(inline.path("data")), place, "data: Base64 decoding failed");
    }

    private static boolean base64(JsonNode text) {
        try {
            String standard = text.stringValue("").replace('-', '+').replace('_', '/');
            return Base64.getDecoder().decode(standard).length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void results(List<JsonNode> responses, List<JsonNode> calls, String place) {
        found.unless(
                responses.size() == calls.size(),
                place,
                "Please ensure that the number of function response parts is equal to the number of function call parts"
                        + " of the function call turn.");
        for (int i = 0; i < responses.size() && i < calls.size(); i++) {
            JsonNode response = responses.get(i);
            found.unknown(response, place, Set.of("id", "name", "response", "parts"));
            found.unless(response.path("response").isObject(), place, "response must be a Struct");
            boolean answers = response.path("name").equals(calls.get(i).path("name"))
                    && response.path("id").equals(calls.get(i).path("id"));
            found.unless(answers, place, "function response " + i + " is not for function call " + i);
        }
    }

    private void signatures(JsonNode contents) {
        int current = 0;
        for (int i = 0; i < contents.size(); i++) {
            boolean begins = role(contents.path(i)).equals("user")
                    && of(contents.path(i), "functionResponse").isEmpty();
            current = begins ? i : current;
        }
        for (int i = 0; i < contents.size(); i++) {
            signatures(contents.path(i), i > current, "contents[" + i + "]");
        }
    }

    private void signatures(JsonNode content, boolean needed, String place) {
        boolean first = true;
        for (JsonNode part : content.path("parts")) {
            JsonNode call = part.path("functionCall");
            JsonNode signature = part.path("thoughtSignature");
            if (call.isObject()) {
                found.unless(
                        !needed || !first || !api.signs() || signature.isString(),
                        place,
                        "Function call is missing a thought_signature in functionCall parts.");
                first = false;
            }
            String covered = call.isObject() ? StrictGeminiApi.told(call) : "";
            found.unless(
                    signature.isMissingNode() || api.mine(signature.stringValue(""), covered),
                    place,
                    "Corrupted thought signature.");
        }
    }
}
