package dev.steelyard.conformance;

import com.google.genai.Chat;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.FunctionResponsePart;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// google-genai. Its own chat remembers what was said; but each chunk of a stream as a content of its own, which
/// Google's servers are not known to take, so with them a streamed answer is kept as Gemini CLI keeps it.
final class GeminiSdk implements Sdk {
    private static final String MODEL = "gemini-3.1-pro-preview";

    private final Client client;
    private final Chat chat;
    private final Setting setting;
    private final GenerateContentConfig config;
    private final List<Content> remembered = new ArrayList<>();

    GeminiSdk(Setting setting) {
        client = Client.builder()
                .apiKey(setting.key())
                .httpOptions(HttpOptions.builder()
                        .baseUrl(setting.baseUrl())
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
        this.setting = setting;
        List<FunctionDeclaration> functions =
                Arrays.stream(Offer.values()).map(GeminiSdk::function).toList();
        config = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText(Offer.SYSTEM)))
                .maxOutputTokens((int) Offer.LONGEST_ANSWER)
                .thinkingConfig(ThinkingConfig.builder()
                        .includeThoughts(true)
                        .thinkingLevel("HIGH")
                        .build())
                .tools(Tool.builder().functionDeclarations(functions).build())
                .build();
        chat = client.chats.create(MODEL, config);
    }

    private static FunctionDeclaration function(Offer offer) {
        return FunctionDeclaration.builder()
                .name(offer.tool())
                .description(offer.description())
                .parametersJsonSchema(offer.schema())
                .build();
    }

    @Override
    public Heard say(String text) {
        return ask(Content.builder().role("user").parts(Part.fromText(text)).build());
    }

    @Override
    public Heard report(List<Outcome> outcomes) {
        List<Part> parts = outcomes.stream()
                .map(outcome -> Part.builder().functionResponse(result(outcome)).build())
                .toList();
        return ask(Content.builder().role("user").parts(parts).build());
    }

    private static FunctionResponse result(Outcome outcome) {
        var result = FunctionResponse.builder()
                .id(outcome.call().id())
                .name(outcome.call().name())
                .response(Map.of(outcome.error() ? "error" : "output", outcome.text()));
        if (!outcome.png().isEmpty()) {
            result.parts(FunctionResponsePart.fromBytes(Base64.getDecoder().decode(outcome.png()), "image/png"));
        }
        return result.build();
    }

    private Heard ask(Content content) {
        List<GenerateContentResponse> chunks =
                setting.stream() ? streamed(content) : List.of(chat.sendMessage(content));
        var thinking = new StringBuilder();
        var text = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        for (GenerateContentResponse chunk : chunks) {
            for (Part part : Objects.requireNonNull(chunk.parts())) {
                (part.thought().orElse(false) ? thinking : text)
                        .append(part.text().orElse(""));
                part.functionCall()
                        .ifPresent(call -> calls.add(new Call(
                                call.id().orElseThrow(),
                                call.name().orElseThrow(),
                                call.args().orElseThrow())));
            }
        }
        GenerateContentResponse last = chunks.getLast();
        return new Heard(
                thinking.toString(),
                text.toString(),
                calls,
                last.finishReason().toString(),
                usage(last.usageMetadata().orElseThrow()));
    }

    private List<GenerateContentResponse> streamed(Content content) {
        List<GenerateContentResponse> chunks = new ArrayList<>();
        remembered.add(content);
        try (ResponseStream<GenerateContentResponse> streamed = setting.atHome()
                ? client.models.generateContentStream(MODEL, remembered, config)
                : chat.sendMessageStream(content)) {
            streamed.forEach(chunks::add);
        }
        List<Part> parts = chunks.stream()
                .flatMap(chunk -> Objects.requireNonNull(chunk.parts()).stream())
                .filter(part -> !part.equals(Part.fromText("")))
                .toList();
        remembered.add(Content.builder().role("model").parts(parts).build());
        return chunks;
    }

    private static Map<String, Long> usage(GenerateContentResponseUsageMetadata usage) {
        return Map.of(
                "promptTokenCount",
                (long) usage.promptTokenCount().orElse(0),
                "cachedContentTokenCount",
                (long) usage.cachedContentTokenCount().orElse(0),
                "candidatesTokenCount",
                (long) usage.candidatesTokenCount().orElse(0),
                "thoughtsTokenCount",
                (long) usage.thoughtsTokenCount().orElse(0),
                "totalTokenCount",
                (long) usage.totalTokenCount().orElse(0));
    }

    @Override
    public void close() {
        client.close();
    }
}
