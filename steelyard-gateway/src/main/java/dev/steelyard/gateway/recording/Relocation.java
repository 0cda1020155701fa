package dev.steelyard.gateway.recording;

import dev.steelyard.gateway.recording.Pieces.Span;
import dev.steelyard.gateway.recording.Transcript.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A cell that is replayed may live in another folder than the recorded one did, and models name folders in full. An
/// answer's frames grow or shrink with the name; without a difference no byte changes.
///
/// @param from the recorded cell's folder
/// @param to the present one's
public record Relocation(String from, String to) {
    private record Edit(int end, String text) {}

    public Transcript of(Transcript call) {
        String whole = new String(call.response(), StandardCharsets.ISO_8859_1);
        TreeMap<Integer, Edit> edits = from.equals(to) || from.isEmpty() ? new TreeMap<>() : edits(whole);
        return edits.isEmpty() ? call : edited(call, whole, edits);
    }

    /// Start → edit, in one piece or over several.
    private TreeMap<Integer, Edit> edits(String whole) {
        var edits = new TreeMap<Integer, Edit>();
        for (int at = whole.indexOf(from); at >= 0; at = whole.indexOf(from, at + 1)) {
            edits.put(at, new Edit(at + from.length(), to));
        }
        List<Span> spans = Pieces.in(whole).spans();
        var joined = new StringBuilder();
        spans.forEach(span -> joined.append(whole, span.from(), span.to()));
        for (int at = joined.indexOf(from); at >= 0; at = joined.indexOf(from, at + 1)) {
            scatter(edits, spans, at, at + from.length());
        }
        return edits;
    }

    /// The first piece takes the name, the others lose their part of it.
    private void scatter(TreeMap<Integer, Edit> edits, List<Span> spans, int start, int end) {
        int before = 0;
        String text = to;
        for (Span span : spans) {
            int length = span.to() - span.from();
            int first = Math.max(start - before, 0);
            int last = Math.min(end - before, length);
            if (first < last) {
                edits.putIfAbsent(span.from() + first, new Edit(span.from() + last, text));
                text = "";
            }
            before += length;
        }
    }

    private static Transcript edited(Transcript call, String whole, TreeMap<Integer, Edit> edits) {
        var frames = new ArrayList<Frame>();
        var response = new StringBuilder();
        int at = 0;
        int frameEnd = 0;
        for (Frame frame : call.frames()) {
            frameEnd += frame.length();
            int begun = response.length();
            while (at < frameEnd) {
                var next = edits.ceilingEntry(at);
                int until = next == null ? frameEnd : Math.min(next.getKey(), frameEnd);
                response.append(whole, at, until);
                at = until;
                if (next != null && next.getKey() == at && at < frameEnd) {
                    response.append(next.getValue().text());
                    at = next.getValue().end();
                }
            }
            frames.add(new Frame(frame.offsetNs(), response.length() - begun));
        }
        return new Transcript(
                call.seq(),
                call.endpoint(),
                call.model(),
                call.dialect(),
                call.status(),
                call.headers(),
                call.streamed(),
                frames,
                call.ending(),
                call.request(),
                response.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
