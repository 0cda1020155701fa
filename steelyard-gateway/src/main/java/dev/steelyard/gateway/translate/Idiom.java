package dev.steelyard.gateway.translate;

import java.util.Arrays;

/// The four dialects, as far as a translation needs them: a reader and a writer each.
@SuppressWarnings("ImmutableEnumChecker") // readers and writers hold no state
public enum Idiom {
    ANTHROPIC_MESSAGES("anthropic-messages", new AnthropicRequestReader(), new AnthropicRequestWriter()),
    OPENAI_CHAT("openai-chat", new ChatRequestReader(), new ChatRequestWriter()),
    OPENAI_RESPONSES("openai-responses", new ResponsesRequestReader(), new ResponsesRequestWriter()),
    GEMINI("gemini", new GeminiRequestReader(), new GeminiRequestWriter());

    private final String id;
    private final RequestReader reader;
    private final RequestWriter writer;

    Idiom(String id, RequestReader reader, RequestWriter writer) {
        this.id = id;
        this.reader = reader;
        this.writer = writer;
    }

    /// @param dialect as in call records
    public static Idiom of(String dialect) {
        return Arrays.stream(values())
                .filter(idiom -> idiom.id.equals(dialect))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody speaks " + dialect));
    }

    /// As in call records.
    public String id() {
        return id;
    }

    public RequestReader reader() {
        return reader;
    }

    public RequestWriter writer() {
        return writer;
    }

    public AnswerReader answer(SideTable.Turn turn) {
        return switch (this) {
            case ANTHROPIC_MESSAGES -> new AnthropicAnswerReader(turn);
            case OPENAI_CHAT -> new ChatAnswerReader(turn);
            case OPENAI_RESPONSES -> new ResponsesAnswerReader(turn);
            case GEMINI -> new GeminiAnswerReader(turn);
        };
    }
}
