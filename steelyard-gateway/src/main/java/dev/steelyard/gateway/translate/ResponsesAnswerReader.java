package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.translate.ResponsesSlot.Kind;
import dev.steelyard.model.CallError;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers of OpenAI Responses, and of servers that speak it with less care: what was left out of the pieces is taken
/// from the complete item, and what was left out of the items from the complete response.
final class ResponsesAnswerReader implements AnswerReader {
    private final ResponsesSlots slots;
    private boolean called;
    private boolean refused;
    private @Nullable StopReason stop;
    private @Nullable CallError failure;

    ResponsesAnswerReader(SideTable.Turn turn) {
        this.slots = new ResponsesSlots(turn);
    }

    @Override
    public void event(JsonNode event, Consumer<ReplyEvent> out) {
        String type = event.path("type").stringValue("");
        switch (type) {
            case "response.output_item.added" -> added(slots.place(event), event.path("item"));
            case "response.output_item.done" -> done(slots.place(event), event.path("item"));
            case "response.completed", "response.incomplete", "response.failed" -> last(event.path("response"), type);
            case "error" -> fail(event.path("error").isObject() ? event.path("error") : event);
            default -> piece(type, event);
        }
        slots.tell(out);
    }

    private void piece(String type, JsonNode event) {
        switch (type) {
            case "response.output_text.delta" -> write(event, Kind.TEXT);
            case "response.refusal.delta" -> {
                refused = true;
                write(event, Kind.TEXT);
            }
            case "response.output_text.done" -> complete(event, Kind.TEXT, "text", "content_index");
            case "response.reasoning_text.delta" -> write(event, Kind.THINKING);
            case "response.reasoning_summary_text.delta" -> {
                slot(event, Kind.THINKING)
                        .ifPresent(slot ->
                                slot.paragraph(event.path("summary_index").asLong(0)));
                write(event, Kind.THINKING);
            }
            case "response.function_call_arguments.delta" -> write(event, Kind.CALL);
            case "response.function_call_arguments.done" -> {
                slot(event, Kind.CALL).ifPresent(slot -> slot.name(text(event, "name"), null));
                complete(event, Kind.CALL, "arguments", "");
            }
            default -> {
                // What comes beside the parts of an answer, or in events that are not known yet, is not for the agent.
            }
        }
    }

    private Optional<ResponsesSlot> slot(JsonNode event, Kind kind) {
        called |= kind == Kind.CALL;
        return slots.slot(slots.place(event), kind);
    }

    private void write(JsonNode event, Kind kind) {
        slot(event, kind).ifPresent(slot -> slot.write(text(event, "delta")));
    }

    /// @param index the field that tells which part of the item this is; only of the first it is known where it stands
    private void complete(JsonNode event, Kind kind, String field, String index) {
        if (index.isEmpty() || event.path(index).asLong(0) == 0) {
            slot(event, kind).ifPresent(slot -> slot.reconcile(text(event, field)));
        }
    }

    private void added(String place, JsonNode item) {
        if (text(item, "type").equals("function_call")) {
            called = true;
            slots.slot(place, Kind.CALL).ifPresent(slot -> called(slot, item));
        }
    }

    private static void called(ResponsesSlot slot, JsonNode item) {
        slot.name(text(item, "name"), item.path("call_id").stringValue(null));
    }

    private void done(String place, JsonNode item) {
        switch (text(item, "type")) {
            case "message" -> {
                refused |= item.path("content").valueStream().anyMatch(part -> part.has("refusal"));
                finish(place, Kind.TEXT, texts(item.path("content"), ""));
            }
            case "reasoning" -> {
                slots.slot(place, Kind.THINKING).ifPresent(slot -> seal(slot, item));
                finish(place, Kind.THINKING, thoughts(item));
            }
            case "function_call" -> call(place, item, text(item, "arguments"));
            case "custom_tool_call" ->
                call(place, item, Json.compact(Json.object().put("input", text(item, "input"))));
            default -> {
                // What the provider's own tools did is not for the agent.
            }
        }
    }

    private void call(String place, JsonNode item, String arguments) {
        called = true;
        slots.slot(place, Kind.CALL).ifPresent(slot -> called(slot, item));
        finish(place, Kind.CALL, arguments);
    }

    private void finish(String place, Kind kind, String whole) {
        slots.slot(place, kind).ifPresent(slot -> {
            slot.reconcile(whole);
            slot.finish();
        });
    }

    /// Reasoning without its content means nothing to a provider that has stored nothing.
    private static void seal(ResponsesSlot slot, JsonNode item) {
        if (!text(item, "encrypted_content").isEmpty() || !item.path("content").isEmpty()) {
            slot.seal(item);
        }
    }

    private static String thoughts(JsonNode item) {
        String summary = texts(item.path("summary"), "\n\n");
        return summary.isEmpty() ? texts(item.path("content"), "") : summary;
    }

    private static String texts(JsonNode parts, String between) {
        return parts.valueStream()
                .map(part -> part.path("text").stringValue(text(part, "refusal")))
                .collect(Collectors.joining(between));
    }

    private void last(JsonNode response, String type) {
        String status = response.path("status").stringValue(type.substring(type.indexOf('.') + 1));
        if (status.equals("failed") || status.equals("cancelled")) {
            fail(response.path("error"));
            return;
        }
        int index = 0;
        for (JsonNode item : response.path("output")) {
            done(slots.placeOf(item, index), item);
            index++;
        }
        stop = status.equals("incomplete") ? cut(response) : complete();
    }

    private static StopReason cut(JsonNode response) {
        boolean filtered = text(response.path("incomplete_details"), "reason").equals("content_filter");
        return filtered ? StopReason.REFUSAL : StopReason.MAX_TOKENS;
    }

    private StopReason complete() {
        if (refused) {
            return StopReason.REFUSAL;
        }
        return called ? StopReason.TOOL_USE : StopReason.END_TURN;
    }

    private void fail(JsonNode error) {
        String type = error.path("code").stringValue(error.path("type").stringValue("response_failed"));
        failure = new CallError("provider", type, error.path("message").stringValue("the provider's answer failed"));
    }

    @Override
    public void whole(JsonNode body, Consumer<ReplyEvent> out) {
        if (body.path("error").isObject()) {
            fail(body.path("error"));
        } else {
            last(body, "response." + body.path("status").stringValue("completed"));
        }
        end(out);
    }

    @Override
    public void end(Consumer<ReplyEvent> out) {
        if (slots.end(out) && failure == null) {
            failure = new CallError(
                    "provider", "malformed_tool_call", "the provider's answer calls a tool without a name");
        }
    }

    @Override
    public Optional<StopReason> stop() {
        return failure == null ? Optional.ofNullable(stop) : Optional.empty();
    }

    @Override
    public Optional<CallError> failure() {
        return Optional.ofNullable(failure);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
