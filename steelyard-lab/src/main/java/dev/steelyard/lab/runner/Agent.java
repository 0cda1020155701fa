package dev.steelyard.lab.runner;

/// Something that works on a task inside a cell until it is done or stopped.
public sealed interface Agent permits CommandAgent, ReferenceRunner {
    /// Blocks until the agent has ended and nothing of it is left.
    ///
    /// @throws dev.steelyard.lab.sandbox.LaunchException if it could not be started
    Ending run(AgentCell cell) throws InterruptedException;
}
