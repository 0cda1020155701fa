package dev.steelyard.gateway.live;

import dev.steelyard.gateway.live.RequestScan.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Where a parser stands in the bytes that it reads.
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
record Cursor(byte[] body, JsonSkim in) {
    /// Of the current token.
    int start() {
        return in.start();
    }

    /// Exclusive; of the current token, once it has been read to its end.
    int end() {
        return in.end();
    }

    /// Reads the value that begins at the current token to its end.
    Span skipped(int start) {
        in.skipChildren();
        return new Span(start, end());
    }

    /// Reads the rest of the array that the parser is directly inside of.
    ///
    /// @param item the token just read
    void leaveArray(@Nullable JsonToken item) {
        for (@Nullable JsonToken next = item; next != JsonToken.END_ARRAY; next = in.nextToken()) {
            in.skipChildren();
        }
    }
}
