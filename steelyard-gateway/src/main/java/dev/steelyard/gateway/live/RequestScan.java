package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.AskedOutput;
import dev.steelyard.gateway.dialect.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private final JsonSkim in;
    private final Set<String> systemMembers;
    final List<Member> members = new ArrayList<>();
    final List<Tool> tools = new ArrayList<>();
    String model = "";
    boolean stream;
    boolean moreTools;

    /// In tokens; 0 if the request does not say.
    long askedOutput;

    /// Of `stream_options`; null if absent.
    @Nullable
    OptionsScan options;

    /// Where a text or block can be put before all others; null if there is no system prompt to put it into.
    @Nullable
    SystemHead system;

    private RequestScan(JsonSkim in, Set<String> systemMembers) {
        this.in = in;
        this.systemMembers = systemMembers;
    }

    /// @param systemMembers the names under which the dialect keeps its system prompt
    /// @throws BadRequest if the bytes are not one object in UTF-8
    static RequestScan of(byte[] body, Set<String> systemMembers) {
        var scan = new RequestScan(new JsonSkim(body), systemMembers);
        scan.walk();
        return scan;
    }

    private void walk() {
        if (!in.take('{')) {
            throw new BadRequest("the body is not a JSON object");
        }
        for (boolean first = true; in.more(first, '}'); first = false) {
            int start = in.position();
            String name = in.name();
            int valueStart = in.position();
            int end = member(name);
            members.add(new Member(name, new Span(start, end), new Span(valueStart, end)));
        }
        if (!in.atEnd()) {
            throw new BadRequest("the body is more than one JSON object");
        }
    }

    /// @return where its value ends
    private int member(String name) {
        int value = in.position();
        switch (name) {
            case "model" -> model = model();
            case "stream" -> stream = in.peek() == 't';
            case "tools" -> tools();
            case "input" -> input();
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> askedOutput(in.number());
            case AskedOutput.GEMINI_SECTION -> generationConfig();
            case "stream_options" -> options = OptionsScan.of(in);
            default -> {
                if (systemMembers.contains(name)) {
                    system = SystemHead.of(in);
                }
            }
        }
        in.back(value);
        return in.skip();
    }

    private String model() {
        if (!in.atString()) {
            throw new BadRequest("model: a string is required");
        }
        return in.string();
    }

    private void tools() {
        if (!in.take('[')) {
            return;
        }
        for (boolean first = true; in.more(first, ']'); first = false) {
            int start = in.position();
            String hosted = hosted();
            in.back(start);
            tools.add(new Tool(new Span(start, in.skip()), hosted));
        }
    }

    /// Which provider-side tool the object that begins here declares, or empty.
    private String hosted() {
        String found = "";
        if (in.take('{')) {
            for (boolean first = true; in.more(first, '}'); first = false) {
                String name = in.name();
                String type = name.equals("type") && in.atString() ? in.string() : "";
                if (type.isEmpty()) {
                    in.skip();
                }
                found = HostedTools.type(type) ? type : HostedTools.key(name) ? name : found;
            }
        }
        return found;
    }

    /// Codex declares some of its tools among the items.
    private void input() {
        if (!in.take('[')) {
            return;
        }
        for (boolean first = true; in.more(first, ']'); first = false) {
            int start = in.position();
            moreTools |= in.take('{') && declaresTools();
            in.back(start);
            in.skip();
        }
    }

    /// An item says first what it is; what is not said there is said by few.
    private boolean declaresTools() {
        boolean declares = false;
        for (boolean first = true; in.more(first, '}'); first = false) {
            boolean type = in.name().equals("type") && in.atString();
            declares |= type && in.string().equals("additional_tools");
            if (type) {
                return declares;
            }
            in.skip();
        }
        return declares;
    }

    private void askedOutput(long tokens) {
        askedOutput = Math.max(askedOutput, tokens);
    }

    private void generationConfig() {
        if (!in.take('{')) {
            return;
        }
        for (boolean first = true; in.more(first, '}'); first = false) {
            boolean output = in.name().equals(AskedOutput.GEMINI_NAME);
            if (output) {
                askedOutput(in.number());
            }
            in.skip();
        }
    }
}
