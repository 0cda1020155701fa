package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.AskedOutput;
import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Walks a request body once, without making a tree of it, and remembers where things stand: the members of the top
/// level, the tools, and where the system prompt begins.
final class RequestScan {
    /// @param end exclusive
    record Span(int start, int end) {
        boolean empty() {
            return start == end;
        }
    }

    /// @param whole from the name's first byte to the value's last
    record Member(String name, Span whole, Span value) {}

    /// @param hosted what provider-side tool it is, or empty
    record Tool(Span whole, String hosted) {}

    private final byte[] body;
    private final JsonParser in;
    private final Set<String> systemMembers;
    final List<Member> members = new ArrayList<>();
    final List<Tool> tools = new ArrayList<>();
    String model = "";
    boolean stream;
    boolean moreTools;

    /// In tokens; 0 if the request does not say.
    long askedOutput;

    /// Of `stream_options`; null if absent or no object.
    @Nullable
    OptionsScan options;

    /// Where a text or block can be put before all others; null if there is no system prompt to put it into.
    @Nullable
    SystemHead system;

    private RequestScan(byte[] body, JsonParser in, Set<String> systemMembers) {
        this.body = body;
        this.in = in;
        this.systemMembers = systemMembers;
    }

    /// @param systemMembers the names under which the dialect keeps its system prompt
    /// @throws BadRequest if the bytes are not one JSON object in UTF-8
    static RequestScan of(byte[] body, Set<String> systemMembers) {
        try (JsonParser in = Json.parser(body)) {
            var scan = new RequestScan(body, in, systemMembers);
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
            String name = in.currentName();
            int start = start();
            JsonToken value = in.nextToken();
            int valueStart = start();
            member(name, value);
            in.finishToken();
            var whole = new Span(start, end());
            if (body[start] != '"' || whole.end() > body.length) {
                throw new BadRequest("the body is not UTF-8");
            }
            members.add(new Member(name, whole, new Span(valueStart, end())));
        }
        if (in.nextToken() != null) {
            throw new BadRequest("the body is more than one JSON object");
        }
    }

    private void member(String name, JsonToken value) {
        switch (name) {
            case "model" -> model(value);
            case "stream" -> stream = value == JsonToken.VALUE_TRUE;
            case "tools" -> tools(value);
            case "input" -> input(value);
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> askedOutput(value);
            case AskedOutput.GEMINI_SECTION -> generationConfig(value);
            case "stream_options" -> options = OptionsScan.of(in, value, this::end);
            default -> {
                if (systemMembers.contains(name)) {
                    system = SystemHead.of(name, in, value, this::start, this::end);
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    private void model(JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw new BadRequest("model: a string is required");
        }
        model = in.getString();
    }

    /// Offsets count bytes only if the text is UTF-8.
    private int start() {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        if (start < 0) {
            throw new BadRequest("the body is not UTF-8");
        }
        return start;
    }

    private int end() {
        return Math.toIntExact(in.currentLocation().getByteOffset());
    }

    private void tools(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
            int start = start();
            String hosted = item == JsonToken.START_OBJECT ? hosted() : "";
            in.skipChildren();
            in.finishToken();
            tools.add(new Tool(new Span(start, end()), hosted));
        }
    }

    /// Which provider-side tool the object that begins here declares, or empty.
    private String hosted() {
        String found = "";
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            boolean text = in.nextToken() == JsonToken.VALUE_STRING;
            if (text && name.equals("type") && HostedTools.type(in.getString())) {
                found = in.getString();
            } else if (HostedTools.key(name)) {
                found = name;
            }
            in.skipChildren();
        }
        return found;
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
                moreTools |= in.getString().equals("additional_tools");
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

    private void generationConfig(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean output = in.currentName().equals(AskedOutput.GEMINI_NAME);
            JsonToken option = in.nextToken();
            if (output) {
                askedOutput(option);
            } else {
                in.skipChildren();
            }
        }
    }
}
