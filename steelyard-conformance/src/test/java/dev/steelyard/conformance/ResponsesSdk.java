package dev.steelyard.conformance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionCallOutputItem;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputImageContent;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputTextContent;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// openai-java's Responses, without storage: what was reasoned goes back sealed.
final class ResponsesSdk implements Sdk {
    private final OpenAIClient client;
    private final boolean stream;
    private final List<ResponseInputItem> items = new ArrayList<>();
    private final ResponseCreateParams.Builder conversation = ResponseCreateParams.builder()
            .model("gpt-5.5")
            .instructions(Offer.SYSTEM)
            .maxOutputTokens(Offer.LONGEST_ANSWER)
            .store(false)
            .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT)
            .reasoning(Reasoning.builder()
                    .effort(ReasoningEffort.HIGH)
                    .summary(Reasoning.Summary.DETAILED)
                    .build());

    ResponsesSdk(Setting setting) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(setting.baseUrl() + "/v1")
                .apiKey(setting.key())
                .maxRetries(0)
                .build();
        stream = setting.stream();
        for (Offer offer : Offer.values()) {
            var parameters = FunctionTool.Parameters.builder();
            offer.schema().forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
            conversation.addTool(FunctionTool.builder()
                    .name(offer.tool())
                    .description(offer.description())
                    .parameters(parameters.build())
                    .strict(false)
                    .build());
        }
    }

    @Override
    public Heard say(String text) {
        items.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(text)
                .build()));
        return ask();
    }

    /// An error cannot be said here.
    @Override
    public Heard report(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            var output = ResponseInputItem.FunctionCallOutput.builder()
                    .callId(outcome.call().id());
            if (outcome.png().isEmpty()) {
                output.output(outcome.text());
            } else {
                output.outputOfResponseFunctionCallOutputItemList(parts(outcome));
            }
            items.add(ResponseInputItem.ofFunctionCallOutput(output.build()));
        }
        return ask();
    }

    private static List<ResponseFunctionCallOutputItem> parts(Outcome outcome) {
        var text = ResponseInputTextContent.builder().text(outcome.text()).build();
        var image = ResponseInputImageContent.builder()
                .imageUrl("data:image/png;base64," + outcome.png())
                .build();
        return List.of(
                ResponseFunctionCallOutputItem.ofInputText(text), ResponseFunctionCallOutputItem.ofInputImage(image));
    }

    private Heard ask() {
        ResponseCreateParams asked = conversation.inputOfResponse(items).build();
        Response response = stream ? streamed(asked) : client.responses().create(asked);
        var thinking = new StringBuilder();
        var text = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        for (ResponseOutputItem item : response.output()) {
            item.reasoning().ifPresent(reasoning -> {
                items.add(ResponseInputItem.ofReasoning(reasoning));
                reasoning.summary().forEach(part -> thinking.append(part.text()));
            });
            item.message().ifPresent(message -> {
                items.add(ResponseInputItem.ofResponseOutputMessage(message));
                message.content().forEach(part -> part.outputText().ifPresent(said -> text.append(said.text())));
            });
            item.functionCall().ifPresent(call -> {
                items.add(ResponseInputItem.ofFunctionCall(call));
                calls.add(new Call(call.callId(), call.name(), Values.of(call.arguments())));
            });
        }
        String stop = response.status().orElseThrow().asString();
        return new Heard(
                thinking.toString(),
                text.toString(),
                calls,
                stop,
                usage(response.usage().orElseThrow()));
    }

    private Response streamed(ResponseCreateParams asked) {
        var whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(asked)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.response();
    }

    private static Map<String, Long> usage(ResponseUsage usage) {
        return Map.of(
                "input_tokens",
                usage.inputTokens(),
                "cached_tokens",
                usage.inputTokensDetails().cachedTokens(),
                "cache_write_tokens",
                usage.inputTokensDetails().cacheWriteTokens(),
                "output_tokens",
                usage.outputTokens(),
                "reasoning_tokens",
                usage.outputTokensDetails().reasoningTokens(),
                "total_tokens",
                usage.totalTokens());
    }

    @Override
    public void close() {
        client.close();
    }
}
