package dev.steelyard.gateway.live;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tools that the provider itself would run: they reach the web or a machine past every sandbox, and not every arm of
/// an experiment would have them. A provider's search among the agent's own tools is none of them: it reaches nothing.
public final class HostedTools {
    /// As in the records' `lossy`, before the tool's name.
    public static final String DENIED = "hosted_tool_denied:";

    /// By the `type` of an entry of `tools`. Typed tools that the agent runs itself, such as `bash_20250124`, are none.
    private static final Pattern TYPES = Pattern.compile("(web_search|web_fetch|code_execution|advisor|mcp_toolset)"
            + "[_a-z0-9]*|file_search|code_interpreter|mcp|image_generation|computer_use_preview");

    /// Gemini names them by the key of the entry, in either of two spellings.
    private static final Set<String> KEYS = Set.of(
            "googlesearch",
            "googlesearchretrieval",
            "urlcontext",
            "codeexecution",
            "googlemaps",
            "enterprisewebsearch",
            "filesearch",
            "computeruse",
            "retrieval",
            "mcpservers");

    /// Members of a request that switch such tools on.
    public static final Set<String> MEMBERS = Set.of("mcp_servers", "web_search_options");

    private HostedTools() {}

    public static boolean type(String type) {
        return TYPES.matcher(type).matches();
    }

    public static boolean key(String key) {
        return KEYS.contains(plain(key));
    }

    /// Whether Gemini's functions stand under this key.
    static boolean declarations(String key) {
        return plain(key).equals("functiondeclarations");
    }

    private static String plain(String key) {
        return key.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
