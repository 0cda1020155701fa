package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.AskedOutput;
import dev.steelyard.gateway.dialect.BadRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private final Cursor at;
    private final JsonSkim in;
    private final NativeRules rules;
    final List<Member> members = new ArrayList<>();
    /// One for each list; Codex puts some among the items of its input.
    final List<ToolScan> tools = new ArrayList<>();
    String model = "";
    boolean stream;
    /// Whether any tools are on offer.
    boolean offers;

    /// In tokens; 0 if the request does not say.
    long askedOutput;

    /// Of `stream_options`; null if absent or no object.
    @Nullable
    OptionsScan options;

    /// Null if there is no system prompt.
    @Nullable
    SystemHead system;

    private RequestScan(Cursor at, NativeRules rules) {
        this.at = at;
        this.in = at.in();
        this.rules = rules;
    }

    /// @throws BadRequest if the bytes are not one JSON object in UTF-8
    static RequestScan of(byte[] body, NativeRules rules) {
        var scan = new RequestScan(new Cursor(body, new JsonSkim(body)), rules);
        scan.walk();
        return scan;
    }

    private void walk() {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRequest("the body is not a JSON object");
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            int start = at.start();
            JsonToken value = in.nextToken();
            int valueStart = at.start();
            member(name, value);
            var whole = new Span(start, at.end());
            members.add(new Member(name, whole, new Span(valueStart, at.end())));
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
            case "stream_options" -> options = OptionsScan.of(in, value, at::end);
            default -> {
                if (rules.systemMembers().contains(name)) {
                    system = SystemHead.of(rules.dialect(), name, at, value);
                }
                in.skipChildren();
            }
        }
    }

    private void model(JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw new BadRequest("model: a string is required");
        }
        model = in.getString();
    }

    private void tools(JsonToken value) {
        ToolScan scan = ToolScan.of(at, value);
        tools.add(scan);
        offers |= !scan.tools().isEmpty();
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
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                offers |= in.getString().equals("additional_tools");
            } else if (name.equals("tools")) {
                tools.add(ToolScan.of(at, value));
            }
            in.skipChildren();
        }
    }

    /// A number that is none is the provider's to refuse.
    private void askedOutput(JsonToken value) {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            askedOutput = Math.max(askedOutput, in.wholeNumber());
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
