package dev.steelyard.gateway;

import dev.steelyard.model.CallError;
import io.netty.buffer.ByteBuf;

/// One request on a connection, and its answer. Turns of one connection are answered in the order in which they came.
/// Called on the connection's event loop only.
sealed interface Turn permits Exchange, Notice {
    /// @param bytes not to be kept
    void body(ByteBuf bytes);

    /// The request is complete, and every earlier one is answered.
    void begin();

    /// The client has read on, after it had left too much unread.
    void writable();

    /// The connection is gone.
    void lost(CallError cause);
}
