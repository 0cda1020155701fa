package dev.steelyard.gateway.simulated;

import java.util.regex.Pattern;

/// Tool call ids: `call_`, twelve decimal digits of the door, `_` and the call's number from 1. The same step of
/// the same door always has the same id, so a repeated request is answered with the same bytes.
public final class ToolCallIds {
    private static final Pattern OURS = Pattern.compile("call_[0-9]{12}_[0-9]+");

    private ToolCallIds() {}

    /// @param tag twelve decimal digits
    public static String prefix(String tag) {
        return "call_" + tag + "_";
    }

    /// Whether some door of ours gave this id out; an agent that invents its own ids has none that match.
    static boolean isOurs(String id) {
        return OURS.matcher(id).matches();
    }
}
