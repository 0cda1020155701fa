package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Cache marks. A request may hold four, and none for an hour behind one for minutes; which of them stay depends on
/// nothing but where they stand.
final class AnthropicMarks {
    private static final int MOST = 4;
    private static final String MARK = "cache_control";

    private AnthropicMarks() {}

    static void mark(ObjectNode block, CacheMark mark) {
        switch (mark) {
            case NONE -> {
                // Nothing to say.
            }
            case MINUTES -> block.putObject(MARK).put("type", "ephemeral");
            case HOUR -> block.putObject(MARK).put("type", "ephemeral").put("ttl", "1h");
        }
    }

    /// The last mark before the conversation stays, since all cells' requests begin with what it covers; of those in
    /// the conversation the last ones stay, since the next request is looked up from there.
    static void settle(ObjectNode body, Losses losses) {
        List<ObjectNode> head = new ArrayList<>();
        List<ObjectNode> tail = new ArrayList<>();
        collect(body.path("tools"), head);
        collect(body.path("system"), head);
        body.path("messages").forEach(message -> collect(message.path("content"), tail));
        int spare = head.size() + tail.size() - MOST;
        int fromHead = Math.clamp(spare, 0, Math.max(head.size() - 1, 0));
        int fromTail = Math.max(spare - fromHead, 0);
        head.subList(0, fromHead).forEach(marked -> remove(marked, losses));
        tail.subList(0, fromTail).forEach(marked -> remove(marked, losses));
        List<ObjectNode> kept = new ArrayList<>(head.subList(fromHead, head.size()));
        kept.addAll(tail.subList(fromTail, tail.size()));
        shorten(kept, losses);
    }

    private static void collect(JsonNode blocks, List<ObjectNode> into) {
        for (JsonNode block : blocks) {
            collect(block.path("content"), into);
            if (block instanceof ObjectNode node && node.has(MARK)) {
                into.add(node);
            }
        }
    }

    private static void remove(ObjectNode marked, Losses losses) {
        marked.remove(MARK);
        losses.add("cache_marks:more_than_four");
    }

    private static void shorten(List<ObjectNode> marked, Losses losses) {
        boolean minutes = false;
        for (ObjectNode node : marked) {
            JsonNode mark = node.path(MARK);
            if (minutes && mark.has("ttl") && mark instanceof ObjectNode hour) {
                hour.remove("ttl");
                losses.add("cache_marks:hour_after_minutes");
            }
            minutes |= !mark.has("ttl");
        }
    }
}
