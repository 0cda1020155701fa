package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.GeminiField;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads `contents` into messages. Results are the user's whatever role they come in, since some SDKs send them in the
/// model's.
final class GeminiTranscript {
    private static final Set<String> NOTES =
            Set.of("thoughtSignature", "thought_signature", "videoMetadata", "thought");

    private final GeminiPlainNames names;
    private final Losses losses;
    private final GeminiCallIds ids = new GeminiCallIds();
    private final List<Message> messages = new ArrayList<>();

    GeminiTranscript(GeminiPlainNames names, Losses losses) {
        this.names = names;
        this.losses = losses;
    }

    List<Message> messages() {
        return messages;
    }

    void add(JsonNode content) {
        Role role = role(content.path("role").stringValue(""));
        Role speaking = role;
        List<Block> blocks = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            Role speaker = speaker(part, role);
            if (speaker != speaking) {
                end(speaking, blocks);
                blocks = new ArrayList<>();
                speaking = speaker;
            }
            read(part, blocks);
        }
        end(speaking, blocks);
    }

    private static Role role(String name) {
        return switch (name) {
            case "model", "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> Role.USER;
        };
    }

    private static Role speaker(JsonNode part, Role role) {
        if (GeminiField.of(part, "functionResponse").isObject()) {
            return Role.USER;
        }
        return GeminiField.of(part, "functionCall").isObject() ? Role.ASSISTANT : role;
    }

    private void end(Role role, List<Block> blocks) {
        if (role == Role.ASSISTANT && !messages.isEmpty() && messages.getLast().role() == role) {
            List<Block> whole = new ArrayList<>(messages.removeLast().content());
            blocks.forEach(block -> piece(block, whole));
            messages.add(new Message(role, whole));
        } else if (!blocks.isEmpty()) {
            messages.add(new Message(role, blocks));
        }
    }

    /// The chats of Google's SDKs send every chunk of a streamed answer back as a content of its own.
    private static void piece(Block block, List<Block> whole) {
        if (block instanceof Block.Text(String text, CacheMark _)
                && whole.getLast() instanceof Block.Text(String said, CacheMark cache)) {
            whole.set(whole.size() - 1, new Block.Text(said + text, cache));
        } else if (!(block instanceof Block.Text(String text, CacheMark _) && text.isEmpty())) {
            whole.add(block);
        }
    }

    private void read(JsonNode part, List<Block> blocks) {
        JsonNode call = GeminiField.of(part, "functionCall");
        JsonNode response = GeminiField.of(part, "functionResponse");
        String seal = GeminiField.of(part, "thoughtSignature").stringValue("");
        if (call.isObject()) {
            blocks.add(call(call, seal));
        } else if (response.isObject()) {
            result(response, blocks);
        } else if (part.path("thought").booleanValue(false)) {
            blocks.add(new Block.Thinking(part.path("text").stringValue(""), seal, null));
        } else if (part.path("text").isString()) {
            if (!seal.isEmpty()) {
                losses.add("text_signature");
            }
            blocks.add(new Block.Text(part.path("text").stringValue()));
        } else {
            GeminiMedia.read(part).ifPresentOrElse(blocks::add, () -> lost(part));
        }
    }

    private void lost(JsonNode part) {
        for (String kind : part.propertyNames()) {
            if (!NOTES.contains(kind)) {
                losses.add("part:" + GeminiField.snake(kind));
            }
        }
    }

    private Block.Call call(JsonNode call, String seal) {
        String name = call.path("name").stringValue("");
        String id = ids.called(call.path("id").stringValue(""), name);
        JsonNode arguments = call.path("args");
        return new Block.Call(id, names.of(name), arguments.isObject() ? Json.compact(arguments) : "{}", seal, null);
    }

    /// A resumed Gemini CLI sends every result twice. What answers nothing at all is still something the user said.
    private void result(JsonNode response, List<Block> blocks) {
        String name = response.path("name").stringValue("");
        String sent = response.path("id").stringValue("");
        JsonNode value = response.path("response");
        List<Block> content = content(value, GeminiField.of(response, "parts"));
        Optional<String> id = ids.answered(sent, name);
        if (id.isPresent()) {
            boolean error = value.size() == 1 && value.has("error");
            blocks.add(new Block.Result(id.get(), names.of(name), content, error, CacheMark.NONE));
        } else if (ids.known(sent)) {
            losses.add("result_repeated");
        } else {
            losses.add("result_without_call");
            blocks.addAll(content);
        }
    }

    /// By convention a response holds its text as `output`, as `error`, or as `result`.
    private List<Block> content(JsonNode value, JsonNode parts) {
        List<Block> content = new ArrayList<>();
        boolean one = value.size() == 1 && (value.has("output") || value.has("error") || value.has("result"));
        JsonNode said = one ? value.iterator().next() : value;
        String text = said.isString() ? said.stringValue() : said.isEmpty() ? "" : Json.compact(said);
        if (!text.isEmpty()) {
            content.add(new Block.Text(text));
        }
        parts.forEach(part -> GeminiMedia.read(part).ifPresentOrElse(content::add, () -> lost(part)));
        return content;
    }
}
