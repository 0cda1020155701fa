package dev.steelyard.model;

/// Whether agents may have tools that the provider itself runs: web search, code execution, remote MCP servers.
public enum HostedToolRule {
    DENY,
    /// Where the agent and the provider speak the same dialect; no other has them.
    ALLOW
}
