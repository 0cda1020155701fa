package dev.steelyard.gateway.live;

import org.jspecify.annotations.Nullable;

/// A line that is different for every cell, at the head of the system prompt: what another cell left in the provider's
/// prompt cache cannot be found again. Has the same length in every cell.
public final class Salt {
    private Salt() {}

    /// @param tag of the cell's door
    public static String line(String tag) {
        return "[cell " + tag + "]";
    }

    /// What is put where the system prompt begins.
    ///
    /// @param head null if there is no system prompt: then this becomes a member of its own
    /// @param emptied whether nothing is left behind it
    static String json(NativeRules rules, @Nullable SystemHead head, boolean emptied) {
        String line = rules.salt();
        if (head != null && head.text()) {
            return line + "\\n";
        }
        String block = block(rules.dialect(), line);
        if (head != null) {
            return head.empty() || emptied ? block : block + ",";
        }
        return switch (rules.dialect()) {
            case "anthropic-messages" -> "\"system\":\"" + line + "\",";
            case "openai-responses" -> "\"instructions\":\"" + line + "\",";
            case "gemini" -> "\"systemInstruction\":{\"parts\":[" + block + "]},";
            default -> "";
        };
    }

    private static String block(String dialect, String line) {
        return switch (dialect) {
            case "anthropic-messages" -> "{\"type\":\"text\",\"text\":\"" + line + "\"}";
            case "openai-chat" -> "{\"role\":\"system\",\"content\":\"" + line + "\"}";
            default -> "{\"text\":\"" + line + "\"}";
        };
    }
}
