package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.stream.Stream;

/// Whether anything in a dialogue is marked to be cached: Gemini caches what it will.
final class GeminiMarks {
    private GeminiMarks() {}

    static boolean in(Dialogue dialogue) {
        Stream<CacheMark> system = dialogue.system().stream().map(Block.Text::cache);
        Stream<CacheMark> tools = dialogue.tools().stream().map(Dialogue.Tool::cache);
        Stream<CacheMark> said = dialogue.messages().stream()
                .flatMap(message -> message.content().stream())
                .flatMap(GeminiMarks::of);
        return Stream.of(system, tools, said).flatMap(marks -> marks).anyMatch(mark -> mark != CacheMark.NONE);
    }

    private static Stream<CacheMark> of(Block block) {
        return switch (block) {
            case Block.Text text -> Stream.of(text.cache());
            case Block.Image image -> Stream.of(image.cache());
            case Block.Document document -> Stream.of(document.cache());
            case Block.Result result ->
                Stream.concat(
                        Stream.of(result.cache()), result.content().stream().flatMap(GeminiMarks::of));
            case Block.Thinking _, Block.Call _ -> Stream.of();
        };
    }
}
