package dev.steelyard.gateway.simulated;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.dialect.Segment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Maps abstract steps onto the tools of one request. A tool is chosen by its name first, then by the shape of its
/// arguments.
final class Toolbox {
    private static final List<String> SHELLS = List.of(
            "bash",
            "shell",
            "exec_command",
            "shell_command",
            "run_shell_command",
            "run_terminal_command",
            "run_terminal_cmd",
            "run_in_terminal",
            "run_command",
            "execute_command",
            "execute_bash",
            "terminal");
    private static final List<String> WRITERS =
            List.of("write", "write_file", "create_file", "write_to_file", "create", "fs_write", "writefile");
    private static final List<String> COMMANDS = List.of("command", "cmd", "CommandLine");
    private static final List<String> PATHS =
            List.of("file_path", "filePath", "path", "absolute_path", "filename", "target_file", "TargetFile");
    private static final List<String> CONTENTS = List.of("content", "contents", "file_text", "text", "CodeContent");

    private final List<Segment.Tool> tools;
    private final Filler filler;

    Toolbox(List<Segment.Tool> tools, String workingDirectory) {
        this.tools = tools;
        this.filler = new Filler(workingDirectory);
    }

    /// @param arguments a JSON object
    record Use(String tool, String arguments) {}

    Optional<Use> run(String command) {
        return pick(SHELLS, Toolbox::isShell).map(tool -> shell(tool.name(), schema(tool), command));
    }

    /// Falls back on the shell if there is no tool that writes.
    Optional<Use> write(String path, String content) {
        return pick(WRITERS, Toolbox::isWriter)
                .map(tool -> writer(tool.name(), schema(tool), filler.workingDirectory() + "/" + path, content))
                .or(() -> run(Heredoc.writing(path, content)));
    }

    private Optional<Segment.Tool> pick(List<String> names, java.util.function.Predicate<JsonNode> shape) {
        List<Segment.Tool> fitting =
                tools.stream().filter(tool -> shape.test(schema(tool))).toList();
        Stream<Segment.Tool> named = names.stream()
                .flatMap(name -> fitting.stream()
                        .filter(tool -> tool.name().toLowerCase(Locale.ROOT).equals(name)));
        return named.findFirst().or(() -> fitting.stream().findFirst());
    }

    private static JsonNode schema(Segment.Tool tool) {
        return tool.schema() == null ? Json.object() : tool.schema();
    }

    private static boolean isShell(JsonNode schema) {
        return property(schema, COMMANDS) != null;
    }

    /// A tool that asks for more than a path and a content edits rather than writes.
    private static boolean isWriter(JsonNode schema) {
        return property(schema, PATHS) != null
                && property(schema, CONTENTS) != null
                && !schema.path("properties").has("old_string");
    }

    private static @Nullable String property(JsonNode schema, List<String> names) {
        return names.stream().filter(schema.path("properties")::has).findFirst().orElse(null);
    }

    private Use shell(String tool, JsonNode schema, String command) {
        ObjectNode arguments = Json.object();
        String name = property(schema, COMMANDS);
        if (Filler.type(schema.path("properties").path(name)).equals("array")) {
            arguments.putArray(name).add("bash").add("-lc").add(command);
        } else {
            arguments.put(name, command);
        }
        return new Use(tool, Json.compact(filler.complete(arguments, schema)));
    }

    private Use writer(String tool, JsonNode schema, String path, String content) {
        ObjectNode arguments = Json.object();
        arguments.put(property(schema, PATHS), path);
        arguments.put(property(schema, CONTENTS), content);
        return new Use(tool, Json.compact(filler.complete(arguments, schema)));
    }
}
