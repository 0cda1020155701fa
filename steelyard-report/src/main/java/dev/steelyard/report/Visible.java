package dev.steelyard.report;

import java.util.Locale;

/// Text of users and agents, made safe to look at: what would move a cursor, colour a terminal, reverse the reading
/// order or be invisible is shown as its code point instead of obeyed.
final class Visible {
    private Visible() {}

    /// One line; nothing in it has an effect.
    static String of(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(visible, codePoint));
        return visible.toString();
    }

    private static void append(StringBuilder visible, int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            visible.append(' ');
        } else if (isObeyed(codePoint)) {
            visible.append(String.format(Locale.ROOT, "<U+%04X>", codePoint));
        } else {
            visible.appendCodePoint(codePoint);
        }
    }

    /// Control, format (bidirectional overrides, zero-width), lone surrogate, and the two Unicode line separators.
    private static boolean isObeyed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
