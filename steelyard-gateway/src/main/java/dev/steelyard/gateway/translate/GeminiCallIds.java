package dev.steelyard.gateway.translate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives every call of a conversation an id of its own, the same each time the conversation is read, and tells which
/// call a result answers: the one it names, else the first open one of its function.
final class GeminiCallIds {
    private static final String SAFE = "[A-Za-z0-9_-]{1,64}";

    private final Map<String, String> bySent = new HashMap<>();
    private final Map<String, Deque<String>> byName = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private int minted;

    /// @param sent empty if the agent gave none
    String called(String sent, String name) {
        String id = sent.matches(SAFE) && !used.contains(sent) ? sent : mint();
        used.add(id);
        open.add(id);
        byName.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(id);
        if (!sent.isEmpty()) {
            bySent.put(sent, id);
        }
        return id;
    }

    private String mint() {
        String id = "";
        while (id.isEmpty() || used.contains(id)) {
            minted++;
            id = "gemini_call_" + minted;
        }
        return id;
    }

    /// Whether a call has had this id.
    boolean known(String sent) {
        return bySent.containsKey(sent);
    }

    /// Each call is answered once.
    Optional<String> answered(String sent, String name) {
        String named = bySent.get(sent);
        if (named != null) {
            return open.remove(named) ? Optional.of(named) : Optional.empty();
        }
        Deque<String> waiting = byName.getOrDefault(name, new ArrayDeque<>());
        while (!waiting.isEmpty()) {
            String first = waiting.remove();
            if (open.remove(first)) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }
}
