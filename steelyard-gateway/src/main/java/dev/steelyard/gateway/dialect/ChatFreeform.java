package dev.steelyard.gateway.dialect;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Turns the arguments of a function of one string, as they come, back into the text that the agent's
/// freeform tool takes. Arguments that are no such object are passed as they were written: the tool, not the
/// gateway, is to complain.
final class ChatFreeform {
    private static final Pattern OPENING = Pattern.compile("\\s*\\{\\s*\"input\"\\s*:\\s*\"");
    private static final int HEX = 16;
    private static final int UNICODE_ESCAPE = 6;

    private final StringBuilder arguments = new StringBuilder();

    /// Where in the arguments reading goes on; 0 until the text has begun.
    private int at;

    static String input(String arguments) {
        try {
            JsonNode input =
                    Json.readObject(arguments.getBytes(StandardCharsets.UTF_8)).path("input");
            return input.isString() ? input.stringValue() : arguments;
        } catch (BadRequest _) {
            return arguments;
        }
    }

    /// @return what is known of the text beyond what was told
    String piece(String json) {
        arguments.append(json);
        if (at == 0) {
            Matcher opening = OPENING.matcher(arguments);
            if (!opening.lookingAt()) {
                return "";
            }
            at = opening.end();
        }
        StringBuilder text = new StringBuilder();
        for (int length = next(text); length > 0; length = next(text)) {
            at += length;
        }
        return text.toString();
    }

    /// @return how many characters of the arguments were read; 0 at the end, also if half of something has
    /// come
    private int next(StringBuilder text) {
        if (at >= arguments.length() || arguments.charAt(at) == '"') {
            return 0;
        }
        int length = unit(at);
        if (length == 0) {
            return 0;
        }
        char first = decoded(at);
        if (!Character.isHighSurrogate(first)) {
            text.append(first);
            return length;
        }
        int second = at + length < arguments.length() ? unit(at + length) : 0;
        if (second > 0) {
            text.append(first).append(decoded(at + length));
            return length + second;
        }
        return 0;
    }

    /// How long the character or the escape is that begins there; 0 if the rest of it has not come.
    private int unit(int from) {
        if (arguments.charAt(from) != '\\') {
            return 1;
        }
        int left = arguments.length() - from;
        int length = left < 2 ? 2 : arguments.charAt(from + 1) == 'u' ? UNICODE_ESCAPE : 2;
        return left < length ? 0 : length;
    }

    private char decoded(int from) {
        char first = arguments.charAt(from);
        if (first != '\\') {
            return first;
        }
        char escaped = arguments.charAt(from + 1);
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode(from + 2);
            default -> escaped;
        };
    }

    private char unicode(int from) {
        char value = 0;
        for (char digit : arguments.substring(from, from + UNICODE_ESCAPE - 2).toCharArray()) {
            value = (char) (value * HEX + Math.max(0, Character.digit(digit, HEX)));
        }
        return value;
    }

    /// What is left to tell when all arguments have come.
    String rest() {
        return at == 0 ? input(arguments.toString()) : "";
    }
}
