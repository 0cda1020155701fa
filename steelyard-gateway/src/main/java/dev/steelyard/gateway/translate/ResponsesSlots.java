package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.ReplyEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The items of one answer in the order in which they began. The first that is not complete is told as it comes, the
/// others wait for it.
final class ResponsesSlots {
    private final SideTable.Turn turn;

    /// Those that were told stay, so that nothing is told twice.
    private final Set<String> known = new HashSet<>();

    private final Map<String, ResponsesSlot> waiting = new LinkedHashMap<>();
    private final Map<String, String> placeOfId = new HashMap<>();

    ResponsesSlots(SideTable.Turn turn) {
        this.turn = turn;
    }

    /// Where in the answer an event belongs. Some servers give no index, some change an item's id on the way.
    String place(JsonNode event) {
        String id =
                event.path("item_id").stringValue(event.path("item").path("id").stringValue(""));
        JsonNode index = event.path("output_index");
        String place = index.isIntegralNumber() ? index.asString() : placeOfId.getOrDefault(id, "id:" + id);
        if (!id.isEmpty()) {
            placeOfId.put(id, place);
        }
        return place;
    }

    /// @param item of the complete response
    String placeOf(JsonNode item, int index) {
        String id = item.path("id").stringValue("");
        return placeOfId.getOrDefault(id, Integer.toString(index));
    }

    /// Empty if it has been told to its end.
    Optional<ResponsesSlot> slot(String place, ResponsesSlot.Kind kind) {
        String key = place + " " + kind;
        if (known.add(key)) {
            waiting.put(key, new ResponsesSlot(kind));
        }
        return Optional.ofNullable(waiting.get(key));
    }

    void tell(Consumer<ReplyEvent> out) {
        var left = waiting.values().iterator();
        while (left.hasNext() && left.next().tell(turn, out)) {
            left.remove();
        }
    }

    /// Ends whatever is open.
    ///
    /// @return whether a call had to be left out, since nobody said of what
    boolean end(Consumer<ReplyEvent> out) {
        boolean nameless = waiting.values().stream().anyMatch(ResponsesSlot::nameless);
        waiting.values().forEach(ResponsesSlot::finish);
        tell(out);
        return nameless;
    }
}
