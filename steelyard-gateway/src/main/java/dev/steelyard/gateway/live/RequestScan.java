package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks a request body's top level once, without making a tree of it, and remembers where things stand.
final class RequestScan {
    /// @param end exclusive
    record Span(int start, int end) {}

    private final byte[] body;
    private final JsonParser in;
    final List<Span> models = new ArrayList<>();
    String model = "";
    boolean stream;
    boolean tools;
    /// 0 if the request does not say.
    long askedOutput;

    /// Null if absent, `null`, or nothing that options could be added to.
    @Nullable
    Span streamOptions;

    boolean streamOptionsEmpty;
    boolean streamOptionsUnfit;
    /// The value, if it is `false` or `null`.
    @Nullable
    Span usageDeclined;

    boolean usageAsked;

    @Nullable
    Span streamOptionsNull;

    private RequestScan(byte[] body, JsonParser in) {
        this.body = body;
        this.in = in;
    }

    /// @throws BadRequest if the bytes are not one JSON object in UTF-8 that names a model
    static RequestScan of(byte[] body) {
        try (JsonParser in = Json.parser(body)) {
            var scan = new RequestScan(body, in);
            scan.walk();
            return scan;
        } catch (JacksonException e) {
            throw new BadRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private void walk() {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRequest("the body is not a JSON object");
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            JsonToken value = in.nextToken();
            switch (key) {
                case "model" -> model(value);
                case "stream" -> stream = value == JsonToken.VALUE_TRUE;
                case "tools" -> tools |= hasElements(value);
                case "input" -> input(value);
                case "stream_options" -> streamOptions(value);
                case "max_tokens", "max_completion_tokens", "max_output_tokens" -> askedOutput(value);
                default -> in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            throw new BadRequest("the body is more than one JSON object");
        }
        if (models.isEmpty()) {
            throw new BadRequest("model: a string is required");
        }
    }

    private void model(JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw new BadRequest("model: a string is required");
        }
        model = in.getString();
        models.add(span('"', '"'));
    }

    /// Of the token just read. Offsets count bytes only if the text is UTF-8.
    private Span span(char first, char last) {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        int end = Math.toIntExact(in.currentLocation().getByteOffset());
        if (start < 0 || end > body.length || body[start] != first || body[end - 1] != last) {
            throw new BadRequest("the body is not UTF-8");
        }
        return new Span(start, end);
    }

    private boolean hasElements(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            in.skipChildren();
            return false;
        }
        boolean any = false;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            in.skipChildren();
        }
        return any;
    }

    /// Codex declares some of its tools among the items.
    private void input(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
            if (item == JsonToken.START_OBJECT) {
                item();
            } else {
                in.skipChildren();
            }
        }
    }

    private void item() {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean type = in.currentName().equals("type");
            if (in.nextToken() == JsonToken.VALUE_STRING && type) {
                tools |= in.getString().equals("additional_tools");
            }
            in.skipChildren();
        }
    }

    /// A number that is none is the provider's to refuse.
    private void askedOutput(JsonToken value) {
        if (value == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            askedOutput = Math.max(askedOutput, in.getLongValue());
        }
        in.skipChildren();
    }

    private void streamOptions(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            streamOptionsNull = span('n', 'l');
            return;
        }
        if (value != JsonToken.START_OBJECT) {
            streamOptionsUnfit = true;
            in.skipChildren();
            return;
        }
        streamOptions = span('{', '{');
        streamOptionsEmpty = true;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            streamOptionsEmpty = false;
            boolean usage = in.currentName().equals("include_usage");
            JsonToken option = in.nextToken();
            if (usage) {
                includeUsage(option);
            }
            in.skipChildren();
        }
    }

    private void includeUsage(JsonToken option) {
        switch (option) {
            case VALUE_TRUE -> usageAsked = true;
            case VALUE_FALSE -> usageDeclined = span('f', 'e');
            case VALUE_NULL -> usageDeclined = span('n', 'l');
            default -> streamOptionsUnfit = true;
        }
    }
}
