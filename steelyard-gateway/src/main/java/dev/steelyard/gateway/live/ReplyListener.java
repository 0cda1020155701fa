package dev.steelyard.gateway.live;

import dev.steelyard.model.CallError;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/// Told what comes back from a provider, on the event loop that the call was sent on: [#sent], [#head], any number of
/// [#body] and [#pause], of which the last body ends the call. [#failed] may come instead of any of them, and ends it.
public interface ReplyListener {
    /// The request's last byte is out.
    void sent();

    void head(int status, HttpHeaders headers);

    /// @param bytes not to be kept
    void body(ByteBuf bytes, boolean last);

    /// All that was there to be read has been told.
    void pause();

    void failed(CallError why);
}
