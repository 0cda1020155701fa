package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.RequestScan.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request as it is sent on: the client's bytes but for the value of `model` and, where a stream of Chat Completions
/// would end without its usage, the option that asks for it. Key order, white space, escapes and unknown fields stay.
public final class LiveRequest {
    private static final String INCLUDE = "\"include_usage\":true";
    private static final String OPTIONS = "{" + INCLUDE + "}";

    private final String model;
    private final boolean stream;
    private final boolean tools;
    private final boolean usageAdded;
    private final byte[] body;

    private LiveRequest(RequestScan scan, boolean usageAdded, byte[] body) {
        this.model = scan.model;
        this.stream = scan.stream;
        this.tools = scan.tools;
        this.usageAdded = usageAdded;
        this.body = body;
    }

    private record Edit(int start, int end, String text) {}

    /// @param servedName what the provider calls the model
    /// @param usageOnRequest whether the dialect's streams end with their usage only if asked
    /// @throws dev.steelyard.gateway.dialect.BadRequest if this is not one JSON object in UTF-8 that names a model
    public static LiveRequest of(byte[] body, String servedName, boolean usageOnRequest) {
        RequestScan scan = RequestScan.of(body);
        var edits = new ArrayList<Edit>();
        String served = Json.compact(JsonNodeFactory.instance.stringNode(servedName));
        scan.models.forEach(span -> edits.add(new Edit(span.start(), span.end(), served)));
        boolean add = usageOnRequest && scan.stream && !scan.usageAsked && !scan.streamOptionsUnfit;
        if (add) {
            edits.add(usage(scan));
        }
        return new LiveRequest(scan, add, applied(edits, body));
    }

    /// The name the client asked for.
    public String model() {
        return model;
    }

    public boolean stream() {
        return stream;
    }

    /// Whether any are on offer.
    public boolean tools() {
        return tools;
    }

    /// Whether the client did not ask for the usage that it must now not see.
    public boolean usageAdded() {
        return usageAdded;
    }

    /// Not to be changed.
    public byte[] body() {
        return body;
    }

    private static Edit usage(RequestScan scan) {
        if (scan.usageDeclined != null) {
            return replacement(scan.usageDeclined, "true");
        }
        if (scan.streamOptions != null) {
            int inside = scan.streamOptions.end();
            return new Edit(inside, inside, INCLUDE + (scan.streamOptionsEmpty ? "" : ","));
        }
        if (scan.streamOptionsNull != null) {
            return replacement(scan.streamOptionsNull, OPTIONS);
        }
        int afterModel = scan.models.getLast().end();
        return new Edit(afterModel, afterModel, ",\"stream_options\":" + OPTIONS);
    }

    private static Edit replacement(Span span, String text) {
        return new Edit(span.start(), span.end(), text);
    }

    private static byte[] applied(List<Edit> edits, byte[] body) {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        List<byte[]> texts = edits.stream()
                .map(edit -> edit.text().getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = body.length + texts.stream().mapToInt(text -> text.length).sum();
        for (Edit edit : edits) {
            length -= edit.end() - edit.start();
        }
        var edited = ByteBuffer.allocate(length);
        int from = 0;
        for (int i = 0; i < texts.size(); i++) {
            edited.put(body, from, edits.get(i).start() - from).put(texts.get(i));
            from = edits.get(i).end();
        }
        return edited.put(body, from, body.length - from).array();
    }
}
