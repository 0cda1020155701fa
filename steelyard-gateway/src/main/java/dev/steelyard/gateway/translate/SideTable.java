package dev.steelyard.gateway.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one cell's agent cannot carry for a provider of another dialect: the agent gets short handles, the real thing
/// stays here until it comes back. Nothing of it is ever hidden inside a tool call's id. Safe for concurrent use.
public final class SideTable {
    private static final String SAFE_ID = "[A-Za-z0-9_-]{1,64}";

    private final Map<String, Opaque> seals = new HashMap<>();
    private final Map<String, List<Opaque>> before = new HashMap<>();
    private final Map<String, Opaque> attached = new HashMap<>();
    private final Map<String, String> providerIds = new HashMap<>();
    private final String tag;

    /// @param tag of `[A-Za-z0-9]`, different for each cell, so that a handle that leaks means nothing elsewhere
    public SideTable(String tag) {
        this.tag = tag;
    }

    synchronized Optional<Opaque> opened(String seal) {
        return Optional.ofNullable(seals.get(seal));
    }

    synchronized List<Opaque> before(String callId) {
        return before.getOrDefault(callId, List.of());
    }

    synchronized @Nullable Opaque attached(String callId) {
        return attached.get(callId);
    }

    synchronized String providerId(String callId) {
        return providerIds.getOrDefault(callId, callId);
    }

    public Turn turn(String family) {
        return new Turn(family);
    }

    /// Valid base64, which Gemini's clients insist on.
    private synchronized String seal(Opaque opaque) {
        String handle = "sy" + tag + Integer.toString(seals.size(), 36);
        String padded = handle + "0".repeat((4 - handle.length() % 4) % 4);
        seals.put(padded, opaque);
        return padded;
    }

    private synchronized String callId(@Nullable String providerId, List<Opaque> thought) {
        boolean fit = providerId != null && providerId.matches(SAFE_ID) && !providerIds.containsKey(providerId);
        String id = fit && providerId != null ? providerId : "call_" + tag + "_" + providerIds.size();
        providerIds.put(id, providerId == null ? id : providerId);
        if (!thought.isEmpty()) {
            before.put(id, List.copyOf(thought));
        }
        return id;
    }

    private synchronized void attach(String callId, Opaque opaque) {
        attached.put(callId, opaque);
    }

    /// What one answer leaves behind. Not for several threads.
    public final class Turn {
        private final String family;
        private final List<Opaque> thought = new ArrayList<>();

        private Turn(String family) {
            this.family = family;
        }

        /// @param value what must come back before the next call of this turn
        /// @return the handle for [dev.steelyard.gateway.dialect.ReplyEvent.Seal]
        public String thought(JsonNode value) {
            var opaque = new Opaque(family, value);
            thought.add(opaque);
            return seal(opaque);
        }

        /// @param providerId null if the provider gave none
        /// @return the agent's name for the call: the provider's own if every client takes it, or ours
        public String call(@Nullable String providerId) {
            String id = callId(providerId, thought);
            thought.clear();
            return id;
        }

        /// @param value what must come back with the call itself
        /// @return the handle
        public String attached(String callId, JsonNode value) {
            var opaque = new Opaque(family, value);
            attach(callId, opaque);
            return seal(opaque);
        }
    }
}
