package dev.steelyard.gateway.translate;

import java.util.regex.Pattern;

/// Here a function's name begins with a letter or an underscore; elsewhere it may begin with a digit or a dash. One
/// underscore more or less leads there and back, without anything to remember.
final class GeminiNames {
    private static final Pattern UNFIT = Pattern.compile("_*[0-9-].*");
    private static final Pattern MENDED = Pattern.compile("_+[0-9-].*");

    private GeminiNames() {}

    static String sent(String name) {
        return UNFIT.matcher(name).matches() ? "_" + name : name;
    }

    static String received(String name) {
        return MENDED.matcher(name).matches() ? name.substring(1) : name;
    }
}
