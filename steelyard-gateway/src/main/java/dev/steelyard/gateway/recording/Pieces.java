package dev.steelyard.gateway.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pieces that a streamed answer cuts its text and its tool calls into, read as one text: what no single frame
/// shows, all of them together may.
///
/// @param spans where each piece's characters stand, escapes and all
record Pieces(String whole, List<Span> spans) {
    record Span(int from, int to) {}

    private static final Pattern FIELD = Pattern.compile(
            "\"(?:text|content|partial_json|arguments|delta|thinking|reasoning|reasoning_content|input)\"\\s*:\\s*\"");

    static Pieces in(String whole) {
        var spans = new ArrayList<Span>();
        Matcher field = FIELD.matcher(whole);
        int at = 0;
        while (at <= whole.length() && field.find(at)) {
            int end = endOfText(whole, field.end());
            spans.add(new Span(field.end(), end));
            at = end;
        }
        return new Pieces(whole, spans);
    }

    private static int endOfText(String whole, int from) {
        int at = from;
        while (at < whole.length() && whole.charAt(at) != '"') {
            at += whole.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, whole.length());
    }

    /// The whole with its pieces changed.
    ///
    /// @param change keeps the length
    String with(UnaryOperator<String> change) {
        if (spans.size() < 2) {
            return whole;
        }
        var joined = new StringBuilder();
        spans.forEach(span -> joined.append(whole, span.from(), span.to()));
        String changed = change.apply(joined.toString());
        var result = new StringBuilder(whole);
        int at = 0;
        for (Span span : spans) {
            int length = span.to() - span.from();
            result.replace(span.from(), span.to(), changed.substring(at, at + length));
            at += length;
        }
        return result.toString();
    }
}
