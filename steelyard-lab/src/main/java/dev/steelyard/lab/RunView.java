package dev.steelyard.lab;

import dev.steelyard.gateway.Activity;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run while it is at work: a snapshot at every call.
public interface RunView {
    Plan plan();

    /// Finished attempts, this session's and earlier ones'.
    List<RunRecord> finished();

    List<ActiveCell> active();

    Duration elapsed();

    /// @param activity what the gateway knows of it; null before its door is open
    /// @param latest its latest finished call; null before there is one
    /// @param nowNs the moment of the snapshot, on the clock of `activity` and `latest`
    record ActiveCell(
            Cell cell,
            int attempt,
            Duration age,
            @Nullable Activity activity,
            @Nullable CallRecord latest,
            long nowNs) {}
}
