package dev.steelyard.conformance;

import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.model.TokenUsage;
import java.util.List;
import java.util.stream.Stream;

/// What is said in every conversation: two calls at once, one more, an answer, and a second question.
final class Story {
    static final String ASKED = "What is in notes/ä.txt, and what lies around it?";
    static final String ASKED_MORE = "Thank you. Anything else?";
    static final String READ = "line one\n{\"näh\": \"✓ \\\"quoted\\\"\"}";
    static final String FAILED = "no such folder: ../hidden";
    static final String SEEN = "a picture";

    /// One pixel.
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private Story() {}

    static List<Scene> told(Shore shore) {
        Stream<Scene> scenes = Stream.of(
                new Scene(
                        "I should look at both. 日本語?",
                        "I will look: «notes».",
                        List.of(
                                new Scene.Call("read_file", "{\"path\":\"notes/ä.txt\"}"),
                                new Scene.Call("list_folder", "{\"depth\":2,\"hidden\":false}")),
                        StopReason.TOOL_USE,
                        usage(shore, 1, 23)),
                new Scene(
                        "One failed; another try.",
                        "",
                        List.of(new Scene.Call("read_file", "{\"path\":\"a \\\"b\\\"\\\\c\\nd 🜚 \\u0007/{x}.png\"}")),
                        StopReason.TOOL_USE,
                        usage(shore, 2, 17)),
                new Scene("", "It says ✓, \"quoted\".", List.of(), StopReason.END_TURN, usage(shore, 3, 0)),
                new Scene("Nothing more.", "No.", List.of(), StopReason.END_TURN, usage(shore, 4, 5)));
        return scenes.map(scene -> shore.showsThoughts() ? scene : unseen(scene))
                .toList();
    }

    private static Scene unseen(Scene scene) {
        return new Scene("", scene.text(), scene.calls(), scene.stop(), scene.usage());
    }

    private static TokenUsage usage(Shore shore, int nth, long reasoning) {
        return new TokenUsage(
                1000 + nth, 20_000 + nth, shore.tellsCacheWrites() ? 300 + nth : 0, 40 + nth + reasoning, reasoning);
    }
}
