package dev.steelyard.gateway.live;

/// A line that is different for every cell, at the head of the system prompt: what another cell left in the provider's
/// prompt cache cannot be found again. Has the same length in every cell.
public final class Salt {
    /// As in the records' `lossy`.
    public static final String ADDED = "cache_salt";

    private Salt() {}

    /// @param tag of the cell's door
    public static String line(String tag) {
        return "[cell " + tag + "]";
    }

    /// The first member of a request that has no system prompt, with its comma; empty if the dialect's prompts stand in
    /// a member that cannot be missing.
    static String member(NativeRules rules) {
        String line = rules.salt();
        return switch (rules.dialect()) {
            case "anthropic-messages" -> "\"system\":\"" + line + "\",";
            case "openai-responses" -> "\"instructions\":\"" + line + "\",";
            case "gemini" -> "\"systemInstruction\":{\"parts\":[{\"text\":\"" + line + "\"}]},";
            default -> "";
        };
    }
}
