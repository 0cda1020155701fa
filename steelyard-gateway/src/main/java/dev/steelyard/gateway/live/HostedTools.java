package dev.steelyard.gateway.live;

import java.util.Set;
import java.util.regex.Pattern;

/// Tools that the provider itself would run: they reach the web or a machine past every sandbox, and not every arm of
/// an
/// experiment would have them.
public final class HostedTools {
    /// By the `type` of an entry of `tools`. Typed tools that the agent runs itself, such as `bash_20250124`, are none.
    private static final Pattern TYPES = Pattern.compile("(web_search|web_fetch|code_execution|advisor|mcp_toolset"
            + "|tool_search_tool)[_a-z0-9]*|web_search_preview[_0-9]*|file_search|code_interpreter|mcp|image_generation"
            + "|computer_use_preview");

    /// Gemini names them by the key of the entry.
    private static final Set<String> KEYS = Set.of(
            "googleSearch",
            "google_search",
            "googleSearchRetrieval",
            "google_search_retrieval",
            "urlContext",
            "url_context",
            "codeExecution",
            "code_execution",
            "googleMaps",
            "google_maps",
            "enterpriseWebSearch",
            "fileSearch",
            "computerUse");

    /// Members of a request that switch such tools on.
    public static final Set<String> MEMBERS = Set.of("mcp_servers", "web_search_options");

    private HostedTools() {}

    public static boolean type(String type) {
        return TYPES.matcher(type).matches();
    }

    public static boolean key(String key) {
        return KEYS.contains(key);
    }
}
