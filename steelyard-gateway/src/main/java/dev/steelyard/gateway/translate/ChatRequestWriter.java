package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat Completions for OpenAI and its imitators, see [ChatFlavour]. The messages stand last, so that the
/// bytes of a longer dialogue begin with those of the shorter.
final class ChatRequestWriter implements RequestWriter {
    private static final int MOST_STOPS = 4;
    private static final String UNFIT_FOR_NAME = "[^A-Za-z0-9_-]";
    private static final int LONGEST_NAME = 64;

    @Override
    public ObjectNode write(Dialogue dialogue, String servedName, Losses losses) {
        ChatFlavour flavour = ChatFlavour.of(servedName);
        ObjectNode request = Json.object().put("model", servedName);
        if (dialogue.stream()) {
            request.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        new ChatToolWriter(flavour, losses).write(dialogue, request);
        sampling(dialogue.sampling(), flavour, losses, request);
        new ChatEffortWriter(flavour, losses).write(dialogue.effort(), request.has("tools"), request);
        output(dialogue.output(), request);
        ArrayNode messages = request.putArray("messages");
        ChatMessageWriter writer = new ChatMessageWriter(flavour, losses, messages);
        writer.preamble(dialogue.system());
        new ChatSequence(writer, losses).write(dialogue.messages());
        if (marks(dialogue).anyMatch(mark -> mark != CacheMark.NONE)) {
            losses.add("cache_marks");
        }
        return request;
    }

    private static void sampling(Sampling sampling, ChatFlavour flavour, Losses losses, ObjectNode request) {
        if (sampling.maxOutputTokens() != null) {
            request.put(flavour.capField(), sampling.maxOutputTokens());
        }
        if (sampling.topK() != null) {
            losses.add("sampling:top_k");
        }
        number("temperature", sampling.temperature(), flavour, losses, request);
        number("top_p", sampling.topP(), flavour, losses, request);
        if (sampling.seed() != null) {
            request.put("seed", sampling.seed());
        }
        stops(sampling.stopSequences(), flavour, losses, request);
    }

    private static void number(
            String name, @Nullable Double value, ChatFlavour flavour, Losses losses, ObjectNode request) {
        if (value == null) {
            return;
        }
        if (flavour.reasoning()) {
            losses.add("sampling:" + name);
        } else {
            request.put(name, value);
        }
    }

    private static void stops(List<String> words, ChatFlavour flavour, Losses losses, ObjectNode request) {
        List<String> said = words.stream().filter(word -> !word.isEmpty()).toList();
        List<String> sent = flavour.reasoning() ? List.of() : said.subList(0, Math.min(said.size(), MOST_STOPS));
        if (sent.size() < words.size()) {
            losses.add("sampling:stop");
        }
        if (!sent.isEmpty()) {
            ArrayNode stop = request.putArray("stop");
            sent.forEach(stop::add);
        }
    }

    private static void output(@Nullable OutputForm form, ObjectNode request) {
        if (form == null) {
            return;
        }
        ObjectNode format = request.putObject("response_format");
        if (form.name().equals(ChatSettingsReader.ANY_OBJECT)) {
            format.put("type", "json_object");
            return;
        }
        ObjectNode described = format.put("type", "json_schema").putObject("json_schema");
        String name = form.name().replaceAll(UNFIT_FOR_NAME, "_");
        described.put("name", name.isEmpty() ? "answer" : name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        described.set("schema", form.schema());
        described.put("strict", ChatSchema.strict(form.schema()));
    }

    private static Stream<CacheMark> marks(Dialogue dialogue) {
        Stream<CacheMark> said = dialogue.messages().stream()
                .flatMap(message -> message.content().stream())
                .flatMap(block -> block instanceof Block.Result result
                        ? Stream.concat(
                                Stream.of(result.cache()),
                                result.content().stream().map(ChatRequestWriter::mark))
                        : Stream.of(mark(block)));
        Stream<CacheMark> fixed = Stream.concat(
                dialogue.tools().stream().map(Dialogue.Tool::cache),
                dialogue.system().stream().map(Block.Text::cache));
        return Stream.concat(fixed, said);
    }

    private static CacheMark mark(Block block) {
        return switch (block) {
            case Block.Text text -> text.cache();
            case Block.Image image -> image.cache();
            case Block.Document document -> document.cache();
            case Block.Result result -> result.cache();
            case Block.Thinking _, Block.Call _ -> CacheMark.NONE;
        };
    }
}
