package dev.steelyard.gateway.live;

import dev.steelyard.model.CallError;
import io.netty.handler.codec.http.FullHttpRequest;
import org.jspecify.annotations.Nullable;

/// A request on its way. Lives on the event loop it was sent on.
public final class ProviderCall {
    private final FullHttpRequest request;
    private @Nullable ReplyListener listener;
    private @Nullable ProviderConnection connection;

    ProviderCall(FullHttpRequest request, ReplyListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /// Closes the connection, which is how a provider is told to stop. The listener hears no more. May be repeated.
    public void cancel() {
        listener = null;
        if (connection != null) {
            connection.close();
        }
    }

    /// Nothing more is read until [#resume].
    public void hold() {
        if (connection != null) {
            connection.hold();
        }
    }

    /// Does nothing unless it is held.
    public void resume() {
        if (connection != null) {
            connection.resume();
        }
    }

    /// Null once the call is over.
    @Nullable
    ReplyListener listener() {
        return listener;
    }

    FullHttpRequest request() {
        return request;
    }

    void on(ProviderConnection taken) {
        connection = taken;
    }

    /// The connection is free for others.
    void over() {
        listener = null;
        connection = null;
    }

    void failed(CallError why) {
        ReplyListener told = listener;
        over();
        if (told != null) {
            told.failed(why);
        }
    }
}
