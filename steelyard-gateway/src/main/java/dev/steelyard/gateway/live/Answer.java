package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What has been read of one answer, as far as it came.
public final class Answer {
    /// A rough rule for text that no usage covers; what rests on it is recorded as `partial` or `estimated`.
    private static final int BYTES_PER_TOKEN = 4;

    private final AnswerGrammar grammar;
    private final Map<String, Object> usage = new LinkedHashMap<>();
    private final List<String> toolCalls = new ArrayList<>();
    private long contentChars;
    private String stopReason = "";
    private boolean usageFinal;
    private boolean complete;
    private boolean content;
    private int unread;
    private @Nullable CallError error;

    private Answer(AnswerGrammar grammar) {
        this.grammar = grammar;
    }

    /// @param dialect as in call records
    public static Answer in(String dialect) {
        return new Answer(
                switch (dialect) {
                    case "anthropic-messages" -> new AnthropicGrammar();
                    case "openai-chat" -> new ChatGrammar();
                    case "openai-responses" -> new ResponsesGrammar();
                    case "gemini" -> new GeminiGrammar();
                    default -> throw new IllegalArgumentException("no provider speaks " + dialect);
                });
    }

    /// @return the event, if it is one that says something
    public Optional<JsonNode> event(String data) {
        if (data.isEmpty()) {
            return Optional.empty();
        }
        if (data.equals(ChatGrammar.DONE)) {
            complete = true;
            return Optional.empty();
        }
        Optional<JsonNode> event = read(data.getBytes(StandardCharsets.UTF_8));
        event.ifPresent(known -> grammar.event(known, this));
        return event;
    }

    /// Whether it carries nothing but the usage of Chat Completions.
    boolean usageOnly(JsonNode event) {
        return grammar.usageOnly(event);
    }

    /// @return the body, if it can be read
    public Optional<JsonNode> whole(byte[] body) {
        Optional<JsonNode> answer = read(body);
        answer.ifPresent(known -> {
            content = true;
            grammar.whole(known, this);
            failure(known.path("error"));
            complete = true;
        });
        return answer;
    }

    /// What a provider bills for reading is never guessed at, but an answer that cannot be read must still pass.
    private Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.of(Json.readObject(json));
        } catch (BadRequest _) {
            unread++;
            return Optional.empty();
        }
    }

    /// Last wins, field by field.
    void usage(JsonNode reported, boolean isFinal) {
        if (reported.isObject()) {
            usage.putAll(Plain.object(reported));
            usageFinal |= isFinal;
        }
    }

    void tool(JsonNode name) {
        toolCalls.add(name.stringValue(""));
        content = true;
    }

    /// A piece of what the model wrote, thought or passed to a tool.
    void piece(JsonNode text) {
        String piece = text.stringValue("");
        contentChars += piece.length();
        content |= !piece.isEmpty();
    }

    void stopped(JsonNode reason) {
        stopReason = reason.stringValue(stopReason);
    }

    void ended() {
        complete = true;
    }

    void failure(JsonNode failure) {
        if (failure.isObject()) {
            String coded =
                    failure.path("code").stringValue(failure.path("status").stringValue("error"));
            String type = failure.path("type").stringValue(coded);
            error = new CallError("provider", type, failure.path("message").stringValue(""));
        }
    }

    /// In the dialect's own word; empty if the model has not said why it stops.
    public String stopReason() {
        return stopReason;
    }

    /// Whether the answer has come to its end, whatever its framing still has to say.
    public boolean complete() {
        return complete;
    }

    /// Whether any of it has come that the model made.
    public boolean content() {
        return content;
    }

    /// Whether it came to its end, and the model had said, thought and called nothing.
    public boolean empty() {
        return complete && contentChars == 0 && toolCalls.isEmpty();
    }

    /// Events or bodies that were no JSON objects, and so were passed without being metered.
    public int unread() {
        return unread;
    }

    public Optional<CallError> error() {
        return Optional.ofNullable(error);
    }

    public List<String> toolCalls() {
        return List.copyOf(toolCalls);
    }

    /// The usage object, verbatim but for its nulls; where a dialect sends it in parts, the last of each field.
    public Map<String, Object> usageRaw() {
        return usage;
    }

    /// @param requestBytes what was sent, in case nobody says how many tokens that was
    public Tally tally(long requestBytes) {
        long written = (contentChars + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
        if (usage.isEmpty()) {
            return new Tally(new TokenUsage(requestBytes / BYTES_PER_TOKEN, 0, 0, written, 0), "estimated");
        }
        TokenUsage reported = grammar.buckets(new UsageFields(usage));
        return usageFinal
                ? new Tally(reported, "exact")
                : new Tally(
                        new TokenUsage(
                                reported.freshInput(),
                                reported.cacheRead(),
                                reported.cacheWrite(),
                                reported.cacheWriteHour(),
                                Math.max(reported.output(), written),
                                reported.reasoning()),
                        "partial");
    }

    /// @param source as in call records
    public record Tally(TokenUsage usage, String source) {}
}
