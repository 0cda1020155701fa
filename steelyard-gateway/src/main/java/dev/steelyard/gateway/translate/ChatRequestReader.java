package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import tools.jackson.databind.JsonNode;

/// Chat Completions, as OpenAI defines them and as its imitators' clients have extended them.
final class ChatRequestReader implements RequestReader {
    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        String model =
                body.path("model").stringValueOpt().orElseThrow(() -> new BadRequest("model: a string is required"));
        ChatNames names = new ChatNames();
        ChatToolReader tools = new ChatToolReader(names, losses);
        tools.read(body);
        ChatMessageReader messages = new ChatMessageReader(names, losses);
        messages.read(body.path("messages"));
        ChatSettingsReader.losses(body, losses);
        return new Dialogue(
                model,
                body.path("stream").booleanValue(false),
                body.path("stream_options").path("include_usage").booleanValue(false),
                messages.system(),
                tools.tools(),
                names.names(),
                tools.choice(),
                !body.path("parallel_tool_calls").booleanValue(true),
                messages.messages(),
                ChatSettingsReader.sampling(body),
                ChatSettingsReader.effort(body),
                ChatSettingsReader.output(body));
    }
}
