package dev.steelyard.gateway.live;

/// The line that Claude Code puts at the head of its system prompt, different for every request: meant for Anthropic's
/// accounting, to every other server it is text that no cached prefix survives.
public final class BillingHeader {
    /// As in the records' `lossy`.
    public static final String STRIPPED = "billing_header_stripped";

    private static final String PREFIX = "x-anthropic-billing-header:";

    private BillingHeader() {}

    public static boolean leads(String text) {
        return text.startsWith(PREFIX);
    }

    /// The text without it.
    public static String strip(String text) {
        if (!leads(text)) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1).stripLeading();
    }
}
