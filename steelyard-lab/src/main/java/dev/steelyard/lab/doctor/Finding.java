package dev.steelyard.lab.doctor;

/// @param says what was found or, where something is missing, how to get it
public record Finding(Grade grade, String what, String says) {
    public enum Grade {
        OK,
        /// Works, with a limit one should know.
        NOTE,
        /// Something a run needs is not there.
        MISSING
    }
}
