package dev.steelyard.gateway.dialect;

import java.util.Map;
import java.util.Optional;

/// How a request's tools are called on the wire of the agent, for dialects that know more than functions. Every tool
/// has one plain name inside the gateway.
///
/// @param origins plain name → what the agent knows; tools whose plain name is their own are absent
public record ToolNames(Map<String, Origin> origins) {
    public static final ToolNames PLAIN = new ToolNames(Map.of());

    public ToolNames {
        origins = Map.copyOf(origins);
    }

    /// @param namespace empty if it is in none
    /// @param freeform whether the agent wants a text instead of JSON arguments: inside the gateway such a tool is
    /// a function of one string, `input`
    /// @param builtIn the tool's type if the agent's dialect has items of their own for its calls, such as
    /// `local_shell`; empty if not
    public record Origin(String namespace, String name, boolean freeform, String builtIn) {
        public Origin(String namespace, String name, boolean freeform) {
            this(namespace, name, freeform, "");
        }
    }

    public Optional<Origin> of(String plainName) {
        return Optional.ofNullable(origins.get(plainName));
    }
}
