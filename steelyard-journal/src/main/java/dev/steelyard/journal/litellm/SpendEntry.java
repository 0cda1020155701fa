package dev.steelyard.journal.litellm;

import dev.steelyard.model.CallError;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one log entry says of one call, its shape forgotten.
///
/// @param id the call's; a hash of what identifies it where the log has none
/// @param dialect the agent's, as call records name it; `unknown` if neither route nor call type tells
/// @param status as in call records: 200 for an answer that began
/// @param claimedUsd what LiteLLM says it cost; kept beside, never used
record SpendEntry(
        Path file,
        int line,
        String id,
        Caller caller,
        String dialect,
        String modelRequested,
        String modelServed,
        boolean stream,
        Clock.Times times,
        int status,
        @Nullable CallError error,
        Optional<UsageRule.Counted> usage,
        @Nullable BigDecimal claimedUsd,
        Set<Correction> corrections) {
    /// Who called, as far as the log tells.
    ///
    /// @param hash hex SHA-256 of the key, or empty
    /// @param alias the key's name, or empty
    record Caller(String hash, String alias) {
        private static final int SHORT = 12;

        /// For people: never a key.
        String name() {
            if (!alias.isEmpty()) {
                return alias;
            }
            return hash.isEmpty() ? "(no key)" : "key " + hash.substring(0, Math.min(SHORT, hash.length()));
        }
    }

    boolean failed() {
        return status != EntryReader.OK;
    }

    boolean estimated() {
        return corrections.contains(Correction.USAGE_ESTIMATED);
    }

    Map<String, Object> raw() {
        return usage.map(UsageRule.Counted::raw).orElse(Map.of());
    }
}
