package dev.steelyard.gateway;

import org.jspecify.annotations.Nullable;

/// The gateway cannot do its work. The message is written for the person who started it.
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GatewayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
