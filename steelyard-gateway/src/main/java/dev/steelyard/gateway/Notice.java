package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.model.CallError;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// An answer that was known when the request's head was read, and that leaves no record.
record Notice(int status, String body, String requestId, Wire wire) implements Turn {
    private static final int OK = 200;

    static Notice empty(Wire wire) {
        return ok("", wire);
    }

    static Notice ok(String body, Wire wire) {
        return new Notice(OK, body, "req_" + Secrets.tag(), wire);
    }

    static Notice refusal(Dialect dialect, Refusal refusal, String message, Wire wire) {
        String requestId = "req_" + Secrets.tag();
        return new Notice(refusal.status(), dialect.refusal(refusal, message, requestId), requestId, wire);
    }

    @Override
    public void body(ByteBuf bytes) {}

    @Override
    public void begin() {
        wire.whole(status, requestId, body.getBytes(StandardCharsets.UTF_8)).addListener(_ -> wire.finished());
    }

    @Override
    public void writable() {}

    @Override
    public void lost(CallError cause) {}
}
