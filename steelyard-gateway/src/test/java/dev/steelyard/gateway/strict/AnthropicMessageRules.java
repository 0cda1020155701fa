package dev.steelyard.gateway.strict;

import dev.steelyard.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A request's messages: who speaks when, calls and their results, what was thought. The blocks themselves are left to
/// [AnthropicBlockRules].
final class AnthropicMessageRules {
    private record Turn(String role, int message, List<JsonNode> blocks) {}

    private final AnthropicFindings findings;
    private final JsonNode request;
    private final Map<String, JsonNode> issued;
    private final Map<String, List<JsonNode>> thoughtBefore;
    private final List<Turn> turns = new ArrayList<>();

    AnthropicMessageRules(
            AnthropicFindings findings,
            JsonNode request,
            Map<String, JsonNode> issued,
            Map<String, List<JsonNode>> thoughtBefore) {
        this.findings = findings;
        this.request = request;
        this.issued = issued;
        this.thoughtBefore = thoughtBefore;
    }

    void check() {
        JsonNode messages = request.path("messages");
        findings.refuse(messages.isEmpty(), "messages", "at least one message is required");
        for (int i = 0; i < messages.size(); i++) {
            message(i, messages.path(i), messages);
        }
        order();
        calls();
        thoughts();
    }

    private void message(int index, JsonNode message, JsonNode messages) {
        String place = "messages." + index;
        findings.only(message, place, Set.of("role", "content"));
        String role = message.path("role").stringValue("");
        JsonNode content = message.path("content");
        findings.refuse(!Set.of("user", "assistant", "system").contains(role), place + ".role", "unknown");
        if (role.equals("system")) {
            system(index, place, messages);
        }
        List<JsonNode> blocks = new ArrayList<>();
        if (content.isString()) {
            findings.words(content, place);
            blocks.add(Json.object().put("type", "text").set("text", content));
        } else {
            findings.refuse(!content.isArray() || content.isEmpty(), place, "content must be non-empty");
        }
        var rules = new AnthropicBlockRules(findings);
        for (JsonNode block : content) {
            rules.check(block, role, place + ".content." + blocks.size());
            blocks.add(block);
        }
        if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
            turns.getLast().blocks().addAll(blocks);
        } else if (!role.equals("system")) {
            turns.add(new Turn(role, index, blocks));
        }
    }

    private void system(int index, String place, JsonNode messages) {
        int version = AnthropicRequestRules.version(request.path("model").stringValue(""));
        findings.refuse(version < 48, place, "role 'system' is not supported on this model");
        String before = messages.path(index - 1).path("role").stringValue("");
        String after = messages.path(index + 1).path("role").stringValue("assistant");
        findings.refuse(index == 0 || !before.equals("user"), place, "a system message must follow a user message");
        findings.refuse(!after.equals("assistant"), place, "a system message must come before an assistant message");
    }

    private void order() {
        if (turns.isEmpty()) {
            return;
        }
        findings.refuse(
                turns.getFirst().role().equals("assistant"), "messages", "first message must use the \"user\" role");
        findings.refuse(
                turns.getLast().role().equals("assistant"),
                "messages",
                "This model does not support assistant message prefill.");
    }

    private static List<String> ids(Turn turn, String type, String key) {
        return turn.blocks().stream()
                .filter(block -> block.path("type").stringValue("").equals(type))
                .map(block -> block.path(key).stringValue(""))
                .toList();
    }

    private void calls() {
        Set<String> seen = new HashSet<>();
        boolean any = false;
        List<String> pending = List.of();
        for (Turn turn : turns) {
            String place = "messages." + turn.message();
            List<String> answered = ids(turn, "tool_result", "tool_use_id");
            Set<String> missing = new LinkedHashSet<>(pending);
            answered.forEach(missing::remove);
            findings.refuse(
                    !missing.isEmpty(), place, "`tool_use` ids were found without `tool_result` blocks: " + missing);
            for (String id : answered) {
                findings.refuse(!pending.contains(id), place, "unexpected `tool_use_id` found: " + id);
            }
            findings.refuse(
                    new HashSet<>(answered).size() < answered.size(), place, "each tool_use must have a single result");
            first(turn, answered.size(), place);
            pending = ids(turn, "tool_use", "id");
            for (String id : pending) {
                findings.refuse(!seen.add(id), place, "`tool_use` ids must be unique: " + id);
            }
            any |= !pending.isEmpty() || !answered.isEmpty();
        }
        findings.refuse(!pending.isEmpty(), "messages", "`tool_use` ids were found without `tool_result` blocks");
        findings.refuse(any && request.path("tools").isEmpty(), "tools", "required where tools were used");
    }

    private void first(Turn turn, int results, String place) {
        for (int i = 0; i < results; i++) {
            findings.refuse(
                    !turn.blocks().get(i).path("type").stringValue("").equals("tool_result"),
                    place,
                    "tool_result blocks must come first");
        }
    }

    /// What was thought must be there as it was issued; what was thought before the calls that are being answered must
    /// not be missing.
    private void thoughts() {
        for (Turn turn : turns) {
            String place = "messages." + turn.message();
            for (JsonNode block : turn.blocks()) {
                if (block.path("type").stringValue("").equals("thinking")) {
                    JsonNode original = issued.get(block.path("signature").stringValue(""));
                    findings.refuse(original == null, place, "Invalid `signature` in `thinking` block");
                    findings.refuse(
                            original != null && !original.equals(block), place, "`thinking` blocks cannot be modified");
                }
            }
            boolean assistant =
                    turn.role().equals("assistant") && !turn.blocks().isEmpty();
            findings.refuse(
                    assistant && thought(turn.blocks().getLast()), place, "The final block cannot be `thinking`");
        }
        for (int i = turns.size() - 2;
                i > 0 && !ids(turns.get(i + 1), "tool_result", "tool_use_id").isEmpty();
                i -= 2) {
            lost(turns.get(i));
        }
    }

    private static boolean thought(JsonNode block) {
        return block.path("type").stringValue("").endsWith("thinking");
    }

    private void lost(Turn turn) {
        if (!AnthropicRequestRules.thinks(request)) {
            return;
        }
        List<JsonNode> present =
                turn.blocks().stream().filter(AnthropicMessageRules::thought).toList();
        for (String id : ids(turn, "tool_use", "id")) {
            List<JsonNode> due = thoughtBefore.getOrDefault(id, List.of());
            boolean begins = due.isEmpty() || thought(turn.blocks().getFirst());
            findings.refuse(
                    !present.containsAll(due) || !begins,
                    "messages." + turn.message() + ".content.0.type",
                    "Expected `thinking` or `redacted_thinking`, but found `tool_use`");
        }
    }
}
