package dev.steelyard.model;

/// The one model behind every agent of an experiment: `simulated`, or `provider/name`.
public record ModelRef(String value) {
    public static final String SIMULATED = "simulated";

    /// Whether the answers are played from trajectories and every number must say so.
    public boolean simulated() {
        return value.equals(SIMULATED);
    }

    /// The name that agents' requests are answered under.
    public String servedName() {
        return value.substring(value.indexOf('/') + 1);
    }
}
