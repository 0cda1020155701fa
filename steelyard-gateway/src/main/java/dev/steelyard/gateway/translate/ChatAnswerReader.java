package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.model.CallError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Chat Completions as OpenAI streams them and as its imitators do. Of several choices only the first counts.
/// The last word on why an answer ended is not believed over what was seen: calls are a reason to stop,
/// whatever it says, and if nothing is said, whole calls are enough.
final class ChatAnswerReader implements AnswerReader {
    private static final Set<String> CUT_SHORT = Set.of("length", "model_length", "max_tokens");
    private static final Set<String> DECLINED = Set.of("content_filter", "refusal");
    private static final Set<String> BROKEN =
            Set.of("error", "malformed_function_call", "insufficient_system_resource");

    private final ChatProse prose;
    private final ChatCalls calls;
    private String finish = "";
    private boolean declined;
    private boolean ended;
    private @Nullable CallError failure;

    ChatAnswerReader(SideTable.Turn turn) {
        this.prose = new ChatProse(turn);
        this.calls = new ChatCalls(turn, prose);
    }

    @Override
    public void event(JsonNode event, Consumer<ReplyEvent> out) {
        failed(event);
        choice(event, "delta", out);
    }

    @Override
    public void whole(JsonNode body, Consumer<ReplyEvent> out) {
        failed(body);
        choice(body, "message", out);
        end(out);
    }

    private void failed(JsonNode event) {
        JsonNode error = event.path("error");
        if (error.isString()) {
            failure = new CallError("provider", "error", error.stringValue());
        } else if (error.isObject()) {
            String type = error.path("type").stringValue(error.path("code").stringValue("error"));
            failure = new CallError("provider", type, error.path("message").stringValue(""));
        }
    }

    private void choice(JsonNode event, String holder, Consumer<ReplyEvent> out) {
        for (JsonNode choice : event.path("choices")) {
            if (choice.path("index").intValue(0) == 0) {
                failed(choice);
                said(choice.path(holder), out);
                finish = choice.path("finish_reason").stringValue(finish).toLowerCase(Locale.ROOT);
            }
        }
    }

    private void said(JsonNode said, Consumer<ReplyEvent> out) {
        prose.thought(said, out);
        content(said.path("content"), out);
        String refusal = said.path("refusal").stringValue("");
        declined |= !refusal.isEmpty();
        prose.text(refusal, out);
        JsonNode old = said.path("function_call");
        if (old.isObject()) {
            calls.piece(0, null, old, said, out);
        }
        for (JsonNode call : said.path("tool_calls")) {
            int index = call.path("index").intValue(ChatCalls.UNSAID);
            calls.piece(index, call.path("id").stringValue(null), call.path("function"), call, out);
        }
    }

    /// @param content a string; Mistral also sends lists, in which thinking stands beside text
    private void content(JsonNode content, Consumer<ReplyEvent> out) {
        prose.text(content.stringValue(""), out);
        if (content.isArray()) {
            for (JsonNode part : content) {
                prose.text(part.path("text").stringValue(""), out);
                part.path("thinking")
                        .forEach(thought -> prose.passing(thought.path("text").stringValue(""), out));
            }
        }
    }

    @Override
    public void end(Consumer<ReplyEvent> out) {
        if (ended) {
            return;
        }
        ended = true;
        if (failure == null && BROKEN.contains(finish)) {
            failure = new CallError("provider", finish, "The provider ended its answer with `" + finish + "`.");
        }
        if (failure == null && calls.nameless()) {
            failure = new CallError(
                    "provider", "malformed_tool_call", "The provider sent arguments without saying for which tool.");
        }
        calls.end(out);
        prose.end(out);
    }

    @Override
    public Optional<StopReason> stop() {
        if (failure != null || finish.isEmpty()) {
            return Optional.empty();
        }
        if (CUT_SHORT.contains(finish)) {
            return Optional.of(StopReason.MAX_TOKENS);
        }
        if (DECLINED.contains(finish) || declined) {
            return Optional.of(StopReason.REFUSAL);
        }
        return Optional.of(calls.any() ? StopReason.TOOL_USE : StopReason.END_TURN);
    }

    @Override
    public Optional<CallError> failure() {
        return Optional.ofNullable(failure);
    }
}
