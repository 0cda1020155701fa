package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

final class AnthropicRequestReader implements RequestReader {
    private static final Set<String> READ = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "mcp_servers",
            "tool_choice",
            "max_tokens",
            "stop_sequences",
            "stream",
            "temperature",
            "top_k",
            "top_p",
            "thinking",
            "output_config",
            "output_format",
            "cache_control");

    /// They say how a request is billed and routed, not what it asks.
    private static final Set<String> NOISE = Set.of(
            "service_tier",
            "inference_geo",
            "diagnostics",
            "fallbacks",
            "fallback_credit_token",
            "user_profile_id",
            "anthropic_version",
            "anthropic_beta",
            "betas");

    @Override
    public Dialogue read(JsonNode body, Losses losses) {
        JsonNode messages = body.path("messages");
        if (!messages.isArray()) {
            throw new BadRequest("messages: a list is required");
        }
        var names = new AnthropicNames();
        var tools = new AnthropicTools(body, names, losses);
        List<Message> said = new AnthropicMessageReader(names, losses).messages(messages);
        tell(body, losses);
        return new Dialogue(
                string(body, "model"),
                body.path("stream").booleanValue(false),
                true,
                system(body.path("system")),
                tools.offered(),
                names.origins(),
                tools.choice(),
                body.path("tool_choice").path("disable_parallel_tool_use").booleanValue(false),
                marked(said, AnthropicMessageReader.mark(body)),
                sampling(body),
                AnthropicEffort.read(body, losses),
                output(body));
    }

    static String string(JsonNode of, String key) {
        String value = of.path(key).stringValue(null);
        if (value == null) {
            throw new BadRequest(key + ": a string is required");
        }
        return value;
    }

    private static List<Block.Text> system(JsonNode system) {
        List<Block.Text> texts = new ArrayList<>();
        if (system.isString()) {
            texts.add(new Block.Text(system.stringValue()));
        }
        if (system.isArray()) {
            system.forEach(block -> texts.add(AnthropicMessageReader.text(block)));
        }
        return texts;
    }

    private static Sampling sampling(JsonNode body) {
        List<String> stops = new ArrayList<>();
        body.path("stop_sequences").forEach(stop -> stops.add(stop.stringValue("")));
        return new Sampling(
                whole(body.path("max_tokens")),
                fraction(body.path("temperature")),
                fraction(body.path("top_p")),
                whole(body.path("top_k")),
                null,
                stops);
    }

    private static @Nullable Long whole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() ? (Long) number.longValue() : null;
    }

    private static @Nullable Double fraction(JsonNode number) {
        return number.isNumber() ? (Double) number.doubleValue() : null;
    }

    /// Under its present name, else under the one it had as a beta.
    private static @Nullable OutputForm output(JsonNode body) {
        JsonNode schema = body.path("output_config").path("format").path("schema");
        JsonNode former = body.path("output_format").path("schema");
        if (schema.isObject()) {
            return new OutputForm("answer", schema);
        }
        return former.isObject() ? new OutputForm("answer", former) : null;
    }

    /// A mark on the request itself means its last block.
    private static List<Message> marked(List<Message> messages, CacheMark mark) {
        if (mark == CacheMark.NONE || messages.isEmpty()) {
            return messages;
        }
        List<Message> marked = new ArrayList<>(messages);
        Message last = marked.removeLast();
        List<Block> content = new ArrayList<>(last.content());
        if (!content.isEmpty()) {
            content.add(AnthropicMessageReader.marked(content.removeLast(), mark));
        }
        marked.add(new Message(last.role(), content));
        return marked;
    }

    private static void tell(JsonNode body, Losses losses) {
        for (String field : body.propertyNames()) {
            if (!READ.contains(field) && !NOISE.contains(field)) {
                losses.add("field:" + field);
            }
        }
        for (String field : body.path("output_config").propertyNames()) {
            if (!field.equals("effort") && !field.equals("format")) {
                losses.add("field:output_config." + field);
            }
        }
    }
}
