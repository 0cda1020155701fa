package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Reads the `input` of a request, item by item.
final class ResponsesItems {
    private static final String COMPACTED =
            "[An earlier part of this conversation was compacted by another provider. Nobody else can read it.]";

    private final ResponsesTranscript transcript = new ResponsesTranscript();
    private final List<Block.Text> leading = new ArrayList<>();
    private final Losses losses;
    private final ResponsesParts parts;

    ResponsesItems(Losses losses) {
        this.losses = losses;
        this.parts = new ResponsesParts(losses);
    }

    void read(JsonNode input) {
        if (input.isString()) {
            transcript.say(Role.USER, List.of(new Block.Text(input.stringValue())));
        } else if (input.isArray()) {
            input.forEach(this::item);
        } else {
            throw new BadRequest("input: a string or a list is required");
        }
    }

    /// What was said by the system before anybody else spoke.
    List<Block.Text> leading() {
        return leading;
    }

    List<Message> messages() {
        return transcript.messages();
    }

    private void item(JsonNode item) {
        String type = item.path("type").stringValue("message");
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> transcript.think(thinking(item));
            case "function_call" -> call(item, item.path("arguments").stringValue("{}"));
            case "custom_tool_call" -> call(item, wrapped(item));
            case "function_call_output", "custom_tool_call_output" -> result(item, item.path("output"), false);
            case "local_shell_call", "shell_call", "apply_patch_call", "tool_search_call" -> builtInCall(type, item);
            case "local_shell_call_output", "shell_call_output" -> result(item, item.path("output"), false);
            case "apply_patch_call_output" ->
                result(item, item.path("output"), text(item, "status").equals("failed"));
            case "tool_search_output" -> found(item);
            case "additional_tools" -> {}
            default -> special(type, item);
        }
    }

    private void special(String type, JsonNode item) {
        switch (type) {
            case "agent_message" -> agentMessage(item);
            case "compaction", "compaction_summary", "context_compaction" -> {
                losses.add("compaction");
                transcript.say(Role.USER, List.of(new Block.Text(COMPACTED)));
            }
            case "item_reference" -> throw new BadRequest("item_reference: nothing is stored here, send the items");
            case "compaction_trigger" -> throw new BadRequest("compaction_trigger: this model cannot compact");
            default -> losses.add("item:" + type);
        }
    }

    private void message(JsonNode item) {
        Role role = switch (text(item, "role")) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system", "developer" -> Role.SYSTEM;
            default -> throw new BadRequest("input: a message's role must be user, assistant or developer");
        };
        List<Block> blocks = parts.of(item.path("content"));
        if (role != Role.SYSTEM || !transcript.isEmpty()) {
            transcript.say(role, blocks);
            return;
        }
        for (Block block : blocks) {
            if (block instanceof Block.Text text) {
                leading.add(text);
            } else {
                losses.add("system_media");
            }
        }
    }

    /// Gateways of other kinds give the whole text instead of a summary.
    private static Block.Thinking thinking(JsonNode item) {
        String summary = texts(item.path("summary"));
        return new Block.Thinking(
                summary.isEmpty() ? texts(item.path("content")) : summary, text(item, "encrypted_content"), null);
    }

    private static String texts(JsonNode list) {
        return list.valueStream().map(part -> text(part, "text")).collect(Collectors.joining("\n\n"));
    }

    private void call(JsonNode item, String arguments) {
        String plain = ResponsesNames.plain(text(item, "namespace"), text(item, "name"));
        transcript.call(new Block.Call(callId(item), plain, arguments, "", null));
    }

    private void builtInCall(String type, JsonNode item) {
        var builtIn = ResponsesBuiltIn.of(type.substring(0, type.length() - "_call".length()));
        String plain = ResponsesNames.plain("", builtIn.type());
        transcript.call(new Block.Call(callId(item), plain, builtIn.arguments(item), "", null));
    }

    private static String wrapped(JsonNode item) {
        return Json.compact(Json.object().put("input", text(item, "input")));
    }

    private void result(JsonNode item, JsonNode output, boolean failed) {
        boolean error = failed
                || (output.path("success").isBoolean()
                        && !output.path("success").booleanValue());
        boolean shell = output.isArray() && output.path(0).has("outcome");
        List<Block> content = shell ? List.of(new Block.Text(Json.compact(output))) : parts.of(output);
        transcript.result(new Block.Result(callId(item), "", content, error, CacheMark.NONE));
    }

    /// The tools that were found are offered like all others; here only their names are told.
    private void found(JsonNode item) {
        if (!item.path("call_id").isString()) {
            losses.add("item:tool_search_output");
            return;
        }
        ArrayNode names = Json.array();
        for (JsonNode tool : item.path("tools")) {
            if (tool.path("tools").isArray()) {
                tool.path("tools")
                        .forEach(inner -> names.add(ResponsesNames.plain(text(tool, "name"), text(inner, "name"))));
            } else {
                names.add(ResponsesNames.plain("", text(tool, "name")));
            }
        }
        String told = Json.compact(Json.object().set("tools", names));
        transcript.result(new Block.Result(callId(item), "", List.of(new Block.Text(told)), false, CacheMark.NONE));
    }

    private void agentMessage(JsonNode item) {
        losses.add("agent_message");
        String heading = "Message from " + text(item, "author") + " to " + text(item, "recipient") + ":";
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(heading));
        blocks.addAll(parts.of(item.path("content")));
        transcript.say(Role.USER, blocks);
    }

    /// The output of a local shell names the call by its own id.
    private static String callId(JsonNode item) {
        String id = item.path("call_id").stringValue(text(item, "id"));
        if (id.isEmpty()) {
            throw new BadRequest("input: " + text(item, "type") + " needs a call_id");
        }
        return id;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
