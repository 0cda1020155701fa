package dev.steelyard.gateway.live;

import java.time.Duration;

/// How long a provider may be silent before a call is given up.
///
/// @param connect until a connection stands
/// @param head from the request's last byte to the answer's first; an answer that is not streamed is written before it
/// begins, so this is long
/// @param idle between any two reads after that
public record Patience(Duration connect, Duration head, Duration idle) {
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMinutes(5));
}
