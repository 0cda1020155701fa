package dev.steelyard.model;

/// The one model behind every agent of an experiment: `simulated`, or `provider/name`. Of an experiment that is
/// replayed, `recording:PACE/` and the model that was recorded.
public record ModelRef(String value) {
    public static final String SIMULATED = "simulated";
    public static final String AS_RECORDED = "recorded";
    private static final String RECORDING = "recording:";

    /// @param pace at which its answers are played: [#AS_RECORDED], or another word that says that it is another
    public static ModelRef recording(String pace, ModelRef recorded) {
        return new ModelRef(RECORDING + pace + "/" + recorded.original());
    }

    /// Whether the answers are those of an earlier run.
    public boolean replayed() {
        return value.startsWith(RECORDING);
    }

    /// Whether the time that calls take is that of a model, now or when it was recorded.
    public boolean paced() {
        return !replayed() || value.startsWith(RECORDING + AS_RECORDED + "/");
    }

    /// Whether the answers are, or were, played from trajectories and every number must say so.
    public boolean simulated() {
        return original().equals(SIMULATED);
    }

    /// The name that agents' requests are answered under.
    public String servedName() {
        return original().substring(original().indexOf('/') + 1);
    }

    private String original() {
        return replayed() ? value.substring(value.indexOf('/') + 1) : value;
    }
}
