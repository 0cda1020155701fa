package dev.steelyard.report.analysis;

/// Which runners a comparison speaks of.
public sealed interface Scope {
    /// What it is called in tables.
    String label();

    record Runner(String name) implements Scope {
        @Override
        public String label() {
            return name;
        }
    }

    /// The mean over the runners of the plan, each with the same weight; tasks stay the units.
    record AllRunners() implements Scope {
        @Override
        public String label() {
            return "all runners";
        }
    }
}
