package dev.steelyard.conformance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// openai-java's Chat Completions. What imitators of OpenAI's thought is a field that its types do not know.
final class ChatSdk implements Sdk {
    private static final String THOUGHT = "reasoning_content";

    private final OpenAIClient client;
    private final Setting setting;
    private final StringBuilder streamedThought = new StringBuilder();
    private final ChatCompletionCreateParams.Builder conversation =
            ChatCompletionCreateParams.builder().model("gpt-5.2").addSystemMessage(Offer.SYSTEM);

    ChatSdk(Setting setting) {
        this.setting = setting;
        client = OpenAIOkHttpClient.builder()
                .baseUrl(setting.baseUrl() + "/v1")
                .apiKey(setting.key())
                .maxRetries(0)
                .build();
        if (setting.home().startsWith("gpt-")) {
            // From GPT-5.4 on there are no tools at any other.
            conversation.reasoningEffort(ReasoningEffort.NONE);
        }
        for (Offer offer : Offer.values()) {
            var parameters = FunctionParameters.builder();
            offer.schema().forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
            conversation.addFunctionTool(FunctionDefinition.builder()
                    .name(offer.tool())
                    .description(offer.description())
                    .parameters(parameters.build())
                    .build());
        }
    }

    @Override
    public Heard say(String text) {
        conversation.addUserMessage(text);
        return ask();
    }

    /// Neither errors nor images can be said here.
    @Override
    public Heard report(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            conversation.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(outcome.call().id())
                    .content(outcome.text())
                    .build());
        }
        return ask();
    }

    @SuppressWarnings("deprecation") // the only way to fields without a type
    private Heard ask() {
        ChatCompletion completion =
                setting.stream() ? streamed() : client.chat().completions().create(conversation.build());
        ChatCompletion.Choice choice = completion.choices().getFirst();
        ChatCompletionMessage message = choice.message();
        String thought = setting.stream() ? streamedThought.toString() : thought(message._additionalProperties());
        remember(message, thought);
        List<Call> calls = new ArrayList<>();
        message.toolCalls().orElse(List.of()).forEach(call -> {
            var function = call.asFunction();
            calls.add(new Call(
                    function.id(),
                    function.function().name(),
                    Values.of(function.function().arguments())));
        });
        return new Heard(
                thought,
                message.content().orElse(""),
                calls,
                choice.finishReason().asString(),
                usage(completion.usage().orElseThrow()));
    }

    /// A provider that wants its thoughts back gets them from those who write for it. For others it is tried both
    /// ways, because some agents do it everywhere.
    private void remember(ChatCompletionMessage message, String thought) {
        // Without calls the accumulator makes an empty list of them, which OpenAI refuses.
        boolean plain =
                setting.atHome() && message.toolCalls().orElse(List.of()).isEmpty();
        ChatCompletionAssistantMessageParam.Builder again = plain
                ? ChatCompletionAssistantMessageParam.builder()
                        .content(message.content().orElse(""))
                : message.toParam().toBuilder();
        if ((setting.atHome() || setting.stream()) && !thought.isEmpty()) {
            again.putAdditionalProperty(THOUGHT, JsonValue.from(thought));
        }
        conversation.addMessage(again.build());
    }

    @SuppressWarnings("deprecation") // the only way to fields without a type
    private ChatCompletion streamed() {
        streamedThought.setLength(0);
        var whole = ChatCompletionAccumulator.create();
        var asked = conversation
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(asked)) {
            chunks.stream()
                    .map(whole::accumulate)
                    .forEach(chunk -> chunk.choices()
                            .forEach(choice -> streamedThought.append(
                                    thought(choice.delta()._additionalProperties()))));
        }
        return whole.chatCompletion();
    }

    private static String thought(Map<String, JsonValue> unknown) {
        JsonValue thought = unknown.get(THOUGHT);
        return thought == null ? "" : Objects.requireNonNullElse(thought.convert(String.class), "");
    }

    private static Map<String, Long> usage(CompletionUsage usage) {
        var prompt = usage.promptTokensDetails().orElseThrow();
        return Map.of(
                "prompt_tokens",
                usage.promptTokens(),
                "cached_tokens",
                prompt.cachedTokens().orElse(0L),
                "cache_write_tokens",
                prompt.cacheWriteTokens().orElse(0L),
                "completion_tokens",
                usage.completionTokens(),
                "reasoning_tokens",
                usage.completionTokensDetails().orElseThrow().reasoningTokens().orElse(0L),
                "total_tokens",
                usage.totalTokens());
    }

    @Override
    public void close() {
        client.close();
    }
}
