package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Segment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A few words for a tool call: the tool, and the command, file or question that it was about.
final class CallLabel {
    private static final int LONGEST = 120;

    /// Where the dialects keep a call's arguments, as an object or as its JSON.
    private static final List<String> ARGUMENTS =
            List.of("/input", "/arguments", "/function/arguments", "/functionCall/args", "/args");

    /// What the tools of known agents call the one argument that matters.
    private static final List<String> SUBJECTS = List.of(
            "command", "cmd", "script", "file_path", "filePath", "absolute_path", "path", "pattern", "query", "url");

    private CallLabel() {}

    static String of(Segment.Call call) {
        JsonNode block = object(call.text());
        String subject = ARGUMENTS.stream()
                .map(block::at)
                .flatMap(arguments -> subjects(arguments.isString() ? object(arguments.stringValue()) : arguments))
                .findFirst()
                .orElse("");
        return printable(subject.isEmpty() ? call.name() : call.name() + ": " + subject);
    }

    private static Stream<String> subjects(JsonNode arguments) {
        return SUBJECTS.stream()
                .map(arguments::path)
                .filter(value -> value.isString() || value.isArray())
                .map(value -> value.isString() ? value.stringValue() : Json.compact(value));
    }

    /// An agent's own text: what cannot be read has no label.
    private static JsonNode object(String json) {
        try {
            return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
        } catch (BadRequest _) {
            return Json.object();
        }
    }

    /// On one line, without control characters, not too long.
    static String printable(String text) {
        String line = text.strip().replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
