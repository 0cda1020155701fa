package dev.steelyard.gateway.live;

/// The environment does not say how to reach the model. The message is written for the person who started the run,
/// and holds no key.
public final class LiveSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LiveSettingsException(String message) {
        super(message);
    }
}
