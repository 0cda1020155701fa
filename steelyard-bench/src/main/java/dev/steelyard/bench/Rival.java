package dev.steelyard.bench;

import java.util.Locale;

/// What can stand between the client and the provider.
enum Rival {
    DIRECT,
    /// What a proxy must cost on this machine: it reads nothing of what it passes.
    NGINX,
    STEELYARD,
    LITELLM,
    PORTKEY;

    static Rival named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
