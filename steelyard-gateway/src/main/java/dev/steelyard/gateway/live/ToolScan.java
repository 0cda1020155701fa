package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Member;
import dev.steelyard.gateway.live.RequestScan.Span;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;

/// One list of tools: which of them the provider itself would run.
record ToolScan(List<Tool> tools) {
    /// @param hosted the [HostedTools] it declares; empty if the agent runs it
    /// @param parts its members, if functions of the agent's stand beside what is hosted; else empty
    record Tool(Span whole, List<String> hosted, List<Member> parts) {
        boolean whollyHosted() {
            return !hosted.isEmpty() && parts.isEmpty();
        }
    }

    /// @param value a list, or the one object that Google takes for a list of one
    static ToolScan of(Cursor at, JsonToken value) {
        List<Tool> tools = new ArrayList<>();
        if (value == JsonToken.START_OBJECT) {
            tools.add(tool(at));
        } else if (value == JsonToken.START_ARRAY) {
            for (JsonToken item = at.in().nextToken();
                    item != JsonToken.END_ARRAY;
                    item = at.in().nextToken()) {
                int start = at.start();
                tools.add(
                        item == JsonToken.START_OBJECT ? tool(at) : new Tool(at.skipped(start), List.of(), List.of()));
            }
        }
        return new ToolScan(tools);
    }

    private static Tool tool(Cursor at) {
        int start = at.start();
        List<Member> members = new ArrayList<>();
        String type = "";
        while (at.in().nextToken() == JsonToken.PROPERTY_NAME) {
            String name = at.in().currentName();
            int nameStart = at.start();
            boolean text = at.in().nextToken() == JsonToken.VALUE_STRING;
            int valueStart = at.start();
            if (text && name.equals("type") && HostedTools.type(at.in().getString())) {
                type = at.in().getString();
            }
            Span value = at.skipped(valueStart);
            members.add(new Member(name, new Span(nameStart, value.end()), value));
        }
        return judged(new Span(start, at.end()), type, members);
    }

    private static Tool judged(Span whole, String type, List<Member> members) {
        if (!type.isEmpty()) {
            return new Tool(whole, List.of(type), List.of());
        }
        List<String> keys =
                members.stream().map(Member::name).filter(HostedTools::key).toList();
        boolean mixed = members.stream().map(Member::name).anyMatch(HostedTools::declarations);
        return new Tool(whole, keys, mixed && !keys.isEmpty() ? members : List.of());
    }

    /// Takes out what is hosted.
    void deny(Edits edits) {
        edits.remove(tools.stream().map(Tool::whole).toList(), i -> tools.get(i).whollyHosted());
        tools.forEach(tool -> edits.remove(
                tool.parts().stream().map(Member::whole).toList(),
                i -> HostedTools.key(tool.parts().get(i).name())));
    }

    List<String> hosted() {
        return tools.stream().flatMap(tool -> tool.hosted().stream()).toList();
    }

    /// Whether any of them is the agent's own.
    boolean agents() {
        return !tools.stream().allMatch(Tool::whollyHosted);
    }
}
