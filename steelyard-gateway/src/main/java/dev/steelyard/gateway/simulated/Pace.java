package dev.steelyard.gateway.simulated;

import dev.steelyard.model.Philox;
import dev.steelyard.model.Simulation;

/// When the tokens of one call are due.
///
/// Time to first token and decoding speed are each multiplied by exp(jitter · z), z standard normal by Box and Muller
/// (1958) from the first two draws of the stream (seed, label + `|pace|` + call, 0): z₀ = √(−2 ln(1 − u₀)) cos 2πu₁
/// for the first, z₁ with the sine for the second. `call` is the number of tool results the conversation holds, or
/// `side`, so a call asked again keeps its pace.
record Pace(double firstTokenNanos, double nanosPerToken) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    static Pace of(Role role, String call) {
        Simulation simulation = role.pace();
        var stream = new Philox(role.seed(), role.label() + "|pace|" + call, 0);
        double radius = Math.sqrt(-2 * Math.log(1 - stream.nextDouble()));
        double angle = 2 * Math.PI * stream.nextDouble();
        double first = Math.exp(simulation.jitter() * radius * Math.cos(angle));
        double speed = Math.exp(simulation.jitter() * radius * Math.sin(angle)) * simulation.tokensPerSecond();
        return new Pace(
                simulation.ttftMs() * NANOS_PER_MILLI * first,
                simulation.tokensPerSecond() == 0 ? 0 : NANOS_PER_SECOND / speed);
    }

    /// When this many tokens have been decoded, in nanoseconds after the request was handed over. The first one comes
    /// with the stream's head.
    long due(long tokens) {
        return Math.round(firstTokenNanos + Math.max(0, tokens - 1) * nanosPerToken);
    }
}
