package dev.steelyard.model;

/// The declared pace of the simulated model. Ignored when the model is real.
///
/// @param ttftMs milliseconds until the first token, before jitter
/// @param tokensPerSecond decoding speed; 0 means no delay at all between tokens
/// @param jitter log-standard deviation of both, seeded; 0 for none
public record Simulation(double ttftMs, double tokensPerSecond, double jitter) {
    public static final Simulation DEFAULT = new Simulation(300, 150, 0.2);
    public static final Simulation INSTANT = new Simulation(0, 0, 0);

    public Simulation {
        if (ttftMs < 0 || tokensPerSecond < 0 || jitter < 0) {
            throw new IllegalArgumentException("a simulation's pace cannot be negative");
        }
    }
}
