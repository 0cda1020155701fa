package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.ToolNames;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.OutputForm;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Dialogues drawn from a seed.
final class ChatDialogues {
    private static final String[] WORDS = {
        "ls", "näh", "\"quoted\"", "a\\b", "✓ done", "line\nbreak", "{}", "\u2028", "日本"
    };

    private final Random random;
    private final boolean tame;
    private int ids;

    /// @param tame whether Chat Completions can say all of it, in the very order in which it stands
    ChatDialogues(long seed, boolean tame) {
        this.random = new Random(seed);
        this.tame = tame;
    }

    Dialogue next() {
        List<Tool> tools =
                IntStream.range(0, random.nextInt(4)).mapToObj(this::tool).toList();
        List<Message> messages = new ArrayList<>(List.of(new Message(Role.USER, List.of(text()))));
        for (int turn = random.nextInt(5); turn > 0; turn--) {
            turn(messages);
        }
        return new Dialogue(
                "asked",
                random.nextBoolean(),
                false,
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> text()).toList(),
                tools,
                ToolNames.PLAIN,
                choice(tools),
                !tools.isEmpty() && random.nextBoolean(),
                messages,
                sampling(),
                effort(),
                output());
    }

    private Block.Text text() {
        StringBuilder words = new StringBuilder("w" + ids++);
        for (int left = random.nextInt(4); left > 0; left--) {
            words.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return new Block.Text(words.toString());
    }

    private Tool tool(int number) {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties").putObject("p" + number).put("type", "string");
        return new Tool("tool_" + number, random.nextBoolean() ? "" : text().text(), schema, CacheMark.NONE);
    }

    private void turn(List<Message> messages) {
        List<Block.Call> calls =
                IntStream.range(0, random.nextInt(4)).mapToObj(_ -> call()).toList();
        List<Block> said = new ArrayList<>(calls);
        if (calls.isEmpty() || random.nextBoolean()) {
            said.addFirst(text());
        }
        if (!tame) {
            Collections.shuffle(said, random);
        }
        messages.add(new Message(Role.ASSISTANT, said));
        List<Message> answers = new ArrayList<>();
        for (Block.Call call : calls) {
            answers.add(new Message(Role.USER, List.of(result(call))));
        }
        if (random.nextBoolean()) {
            answers.add(
                    new Message(Role.USER, tame || random.nextBoolean() ? List.of(text()) : List.of(text(), image())));
        }
        if (random.nextInt(4) == 0) {
            answers.add(new Message(Role.SYSTEM, List.of(text())));
        }
        if (!tame) {
            Collections.shuffle(answers, random);
        }
        messages.addAll(answers);
        if (!tame && random.nextInt(4) == 0) {
            messages.removeLast();
        }
        messages.add(new Message(Role.USER, List.of(text(), text())));
    }

    private Block.Call call() {
        String id = "call_" + ids++ + (tame ? "" : "x".repeat(random.nextInt(50)));
        var arguments = Json.object().put("a", text().text());
        return new Block.Call(id, "tool_0", Json.compact(arguments), "", null);
    }

    private Block.Result result(Block.Call call) {
        List<Block> content = new ArrayList<>(List.of(text()));
        if (!tame && random.nextInt(3) == 0) {
            content.add(image());
        }
        return new Block.Result(call.id(), "", content, !tame && random.nextBoolean(), CacheMark.NONE);
    }

    private Block.Image image() {
        return new Block.Image(new Block.Media("image/png", "AAAA", null), CacheMark.NONE);
    }

    private ToolChoice choice(List<Tool> tools) {
        if (tools.isEmpty()) {
            return new ToolChoice.Auto();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new ToolChoice.None();
            case 1 -> new ToolChoice.Any();
            case 2 -> new ToolChoice.Named(tools.getFirst().name());
            default -> new ToolChoice.Auto();
        };
    }

    private Sampling sampling() {
        return new Sampling(
                random.nextBoolean() ? null : 1L + random.nextInt(9_999),
                random.nextBoolean() ? null : random.nextInt(20) / 10.0,
                random.nextBoolean() ? null : random.nextInt(10) / 10.0,
                null,
                random.nextBoolean() ? null : random.nextLong(),
                random.nextBoolean() ? List.of() : List.of("END", "✓"));
    }

    /// Models that can be sampled cannot be told how much to think.
    private static Effort effort() {
        return new Effort.Unsaid();
    }

    private @Nullable OutputForm output() {
        return random.nextInt(3) > 0
                ? null
                : new OutputForm("answer", Json.object().put("type", "object"));
    }
}
