package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.live.RequestScan.Span;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Where a parser stands in the bytes that it reads.
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
record Cursor(byte[] body, JsonParser in) {
    /// Of the current token. Offsets count bytes only if the text is UTF-8.
    int start() {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        if (start < 0) {
            throw new BadRequest("the body is not UTF-8");
        }
        return start;
    }

    /// Exclusive; of the current token, once it has been read to its end.
    int end() {
        return Math.toIntExact(in.currentLocation().getByteOffset());
    }

    /// Reads the value that begins at the current token to its end.
    Span skipped(int start) {
        in.skipChildren();
        in.finishToken();
        return new Span(start, end());
    }

    /// Reads the rest of the array that the parser is directly inside of.
    ///
    /// @param item the token just read
    void leaveArray(JsonToken item) {
        for (JsonToken next = item; next != JsonToken.END_ARRAY; next = in.nextToken()) {
            in.skipChildren();
        }
    }
}
