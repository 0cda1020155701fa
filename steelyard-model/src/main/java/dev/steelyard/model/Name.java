package dev.steelyard.model;

import java.util.regex.Pattern;

/// The rule for names that become parts of a [CellId], a folder and a table heading.
public final class Name {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private Name() {}

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /// @throws IllegalArgumentException if `text` is not 1 to 64 letters, digits, `_` or `-`, starting with a letter or
    /// digit
    static String require(String kind, String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException(kind + " '" + text + "' is not a name (letters, digits, _ and -)");
        }
        return text;
    }
}
