package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/// One answer's way from the provider's bytes to the client's. Meters what passes.
public interface Passage {
    /// @return what goes on to the client now
    byte[] pass(byte[] bytes);

    /// Whether [#pass] returns what it is given, so that nobody has to copy it.
    default boolean unchanged() {
        return false;
    }

    /// After the last [#pass].
    ///
    /// @return what was still held back
    byte[] end();

    /// How the answer to the client begins; empty until that is known.
    Optional<Opening> opening();

    /// What was changed or lost on the way, as in the records' `lossy`.
    java.util.List<String> losses();

    /// Why what the provider calls an answer is none; the meter tells what the provider itself calls an error.
    default Optional<dev.steelyard.model.CallError> failure() {
        return Optional.empty();
    }

    /// @param headers that pass
    /// @param length of the body, or empty if only its end will tell
    record Opening(int status, HttpHeaders headers, OptionalLong length) {}
}
