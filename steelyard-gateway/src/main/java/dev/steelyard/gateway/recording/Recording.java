package dev.steelyard.gateway.recording;

import dev.steelyard.model.CellId;
import java.util.List;

/// Where the calls of an earlier run are.
public interface Recording {
    /// In the order in which they came; empty for a cell that was not recorded.
    ///
    /// @param work the cell's workspace now, which answers are to name; empty if nobody knows
    List<RecordedCall> calls(CellId cell, String work);

    /// Keeps how a request differs from what was recorded.
    ///
    /// @param seq of the request's call
    /// @return where it is, for the call's record: within the attempt's folder, silent about the cell
    String keep(CellId cell, int attempt, int seq, String difference);
}
