package dev.steelyard.conformance;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.Usage;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// anthropic-java.
final class AnthropicSdk implements Sdk {
    private final AnthropicClient client;
    private final boolean stream;
    private final MessageCreateParams.Builder conversation = MessageCreateParams.builder()
            .model("claude-opus-4-8")
            .maxTokens(Offer.LONGEST_ANSWER)
            .system(Offer.SYSTEM)
            .thinking(ThinkingConfigAdaptive.builder()
                    .display(ThinkingConfigAdaptive.Display.SUMMARIZED)
                    .build());

    AnthropicSdk(Setting setting) {
        client = AnthropicOkHttpClient.builder()
                .baseUrl(setting.baseUrl())
                .apiKey(setting.key())
                .maxRetries(0)
                .build();
        stream = setting.stream();
        for (Offer offer : Offer.values()) {
            conversation.addTool(tool(offer));
        }
    }

    private static Tool tool(Offer offer) {
        var properties = Tool.InputSchema.Properties.builder();
        offer.properties().forEach((name, schema) -> properties.putAdditionalProperty(name, JsonValue.from(schema)));
        return Tool.builder()
                .name(offer.tool())
                .description(offer.description())
                .inputSchema(Tool.InputSchema.builder()
                        .properties(properties.build())
                        .required(offer.required())
                        .build())
                .build();
    }

    @Override
    public Heard say(String text) {
        conversation.addUserMessage(text);
        return ask();
    }

    @Override
    public Heard report(List<Outcome> outcomes) {
        List<ContentBlockParam> results = outcomes.stream()
                .map(outcome -> ContentBlockParam.ofToolResult(result(outcome)))
                .toList();
        conversation.addUserMessageOfContentBlockParams(results);
        return ask();
    }

    private static ToolResultBlockParam result(Outcome outcome) {
        var result =
                ToolResultBlockParam.builder().toolUseId(outcome.call().id()).isError(outcome.error());
        if (outcome.png().isEmpty()) {
            return result.content(outcome.text()).build();
        }
        var text = TextBlockParam.builder().text(outcome.text()).build();
        var image = ImageBlockParam.builder()
                .source(Base64ImageSource.builder()
                        .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                        .data(outcome.png())
                        .build())
                .build();
        return result.contentOfBlocks(List.of(
                        ToolResultBlockParam.Content.Block.ofText(text),
                        ToolResultBlockParam.Content.Block.ofImage(image)))
                .build();
    }

    private Heard ask() {
        Message message = stream ? streamed() : client.messages().create(conversation.build());
        conversation.addMessage(message);
        var thinking = new StringBuilder();
        var text = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        for (ContentBlock block : message.content()) {
            block.thinking().ifPresent(it -> thinking.append(it.thinking()));
            block.text().ifPresent(it -> text.append(it.text()));
            block.toolUse().ifPresent(it -> calls.add(new Call(it.id(), it.name(), values(it._input()))));
        }
        String stop = message.stopReason().orElseThrow().asString();
        return new Heard(thinking.toString(), text.toString(), calls, stop, usage(message.usage()));
    }

    private Message streamed() {
        var whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(conversation.build())) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static Map<String, Object> values(JsonValue input) {
        return Objects.requireNonNull(input.convert(new TypeReference<Map<String, Object>>() {}));
    }

    private static Map<String, Long> usage(Usage usage) {
        return Map.of(
                "input_tokens",
                usage.inputTokens(),
                "cache_creation_input_tokens",
                usage.cacheCreationInputTokens().orElse(0L),
                "cache_read_input_tokens",
                usage.cacheReadInputTokens().orElse(0L),
                "output_tokens",
                usage.outputTokens());
    }

    @Override
    public void close() {
        client.close();
    }
}
