package dev.steelyard.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
    private static CallRecord call(CallKind kind, double from, double to, String... tools) {
        return Records.call(kind, (long) (from * 1e9), (long) (to * 1e9), null, tools);
    }

    private static void assertSplit(List<CallRecord> calls, double model, double tool) {
        TimeSplit split = TimeSplit.of(calls);
        assertThat(split.modelS()).isCloseTo(model, within(1e-9));
        assertThat(split.toolS()).isCloseTo(tool, within(1e-9));
    }

    @Test
    void without_calls_all_time_is_the_agents() {
        assertSplit(List.of(), 0, 0);
    }

    @Test
    void the_gap_after_an_answer_that_called_a_tool_is_the_tools() {
        assertSplit(List.of(call(CallKind.MAIN, 1, 3, "bash"), call(CallKind.MAIN, 5, 6)), 3, 2);
    }

    @Test
    void the_gap_after_an_answer_without_tools_is_the_agents() {
        assertSplit(List.of(call(CallKind.MAIN, 1, 3), call(CallKind.MAIN, 5, 6)), 3, 0);
    }

    @Test
    void calls_side_by_side_count_once() {
        assertSplit(List.of(call(CallKind.SIDE, 0, 4), call(CallKind.MAIN, 1, 3)), 4, 0);
    }

    @Test
    void a_side_call_during_a_tool_counts_as_model() {
        assertSplit(
                List.of(call(CallKind.MAIN, 0, 1, "bash"), call(CallKind.SIDE, 2, 3), call(CallKind.MAIN, 5, 6)), 3, 3);
    }

    @Test
    void counting_tokens_is_no_model_time() {
        assertSplit(List.of(call(CallKind.COUNT, 0, 9)), 0, 0);
    }
}
