package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that Anthropic's models know by their type alone, but that the agent runs. No other model knows them, so
/// they are told as functions, with the arguments that their documentation gives.
final class AnthropicTypedTools {
    private static final String BASH = "bash_";
    private static final String EDITOR = "text_editor_";
    private static final String MEMORY = "memory_";

    private AnthropicTypedTools() {}

    static boolean known(String type) {
        return type.startsWith(BASH) || type.startsWith(EDITOR) || type.startsWith(MEMORY);
    }

    static String description(String type) {
        if (type.startsWith(BASH)) {
            return "Runs a command in a bash session that keeps its state from call to call.";
        }
        return type.startsWith(EDITOR)
                ? "Views, creates and edits text files: lists a directory or shows a file with line numbers (view), "
                        + "writes a new file (create), replaces a text that occurs exactly once (str_replace), "
                        + "inserts a text after a line (insert)."
                : "Keeps notes between conversations as files below /memories: views, creates, edits, deletes and "
                        + "renames them.";
    }

    static JsonNode schema(String type) {
        if (type.startsWith(BASH)) {
            return bash();
        }
        return type.startsWith(EDITOR) ? editor(type.substring(EDITOR.length())) : memory();
    }

    private static ObjectNode bash() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        property(properties, "command", "string", "The command to run. Required unless restarting.");
        property(properties, "restart", "boolean", "Whether to restart the session instead.");
        return schema;
    }

    /// @param version a date, as the types end in; the newer ones cannot undo, and name what they insert otherwise
    private static ObjectNode editor(String version) {
        boolean undoes = version.compareTo("20250429") < 0;
        boolean newest = version.compareTo("20250728") >= 0;
        String[] plain = {"view", "create", "str_replace", "insert"};
        String[] undoing = {"view", "create", "str_replace", "insert", "undo_edit"};
        ObjectNode schema = files(undoes ? undoing : plain, newest ? "insert_text" : "new_str");
        range((ObjectNode) schema.path("properties"));
        schema.putArray("required").add("command").add("path");
        return schema;
    }

    private static ObjectNode memory() {
        String[] commands = {"view", "create", "str_replace", "insert", "delete", "rename"};
        ObjectNode schema = files(commands, "insert_text");
        ObjectNode properties = (ObjectNode) schema.path("properties");
        range(properties);
        property(properties, "old_path", "string", "For rename: the present path.");
        property(properties, "new_path", "string", "For rename: the path to be.");
        schema.putArray("required").add("command");
        return schema;
    }

    private static ObjectNode files(String[] commands, String inserted) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode allowed =
                properties.putObject("command").put("type", "string").putArray("enum");
        for (String command : commands) {
            allowed.add(command);
        }
        property(properties, "path", "string", "Of the file or directory.");
        property(properties, "file_text", "string", "For create: the content of the file.");
        property(properties, "old_str", "string", "For str_replace: the text to replace, exactly as it stands.");
        boolean apart = !inserted.equals("new_str");
        String replacing = "For str_replace: the text to put there.";
        property(properties, "new_str", "string", apart ? replacing : replacing + " For insert: what to insert.");
        property(properties, "insert_line", "integer", "For insert: the line to insert after; 0 is the beginning.");
        if (apart) {
            property(properties, inserted, "string", "For insert: the text to insert.");
        }
        return schema;
    }

    private static void range(ObjectNode properties) {
        ObjectNode range = properties.putObject("view_range").put("type", "array");
        range.put("description", "For view: the first and the last line to show, from 1; -1 is the end.");
        range.putObject("items").put("type", "integer");
    }

    private static void property(ObjectNode properties, String name, String type, String description) {
        properties.putObject(name).put("type", type).put("description", description);
    }
}
