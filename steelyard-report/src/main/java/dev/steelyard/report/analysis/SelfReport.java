package dev.steelyard.report.analysis;

import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.RunRecord;
import java.util.List;
import java.util.Map;

/// What a runner said it used, beside what was metered at the wire, over the cells in which it said something.
///
/// @param cells observed cells with a report of both input and output tokens
/// @param saidInput the runner's input, cache read and cache write tokens together
public record SelfReport(
        String runner, int cells, long saidInput, long meteredInput, long saidOutput, long meteredOutput) {
    private static final String INPUT = "input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final List<String> ALL_INPUT = List.of(INPUT, "cache_read_tokens", "cache_write_tokens");

    /// A runner that says nothing is left out.
    static List<SelfReport> of(ExperimentSpec experiment, Observations observations) {
        return experiment.runners().stream()
                .map(runner -> of(runner, experiment, observations))
                .filter(report -> report.cells() > 0)
                .toList();
    }

    private static SelfReport of(String runner, ExperimentSpec experiment, Observations observations) {
        List<RunRecord> said = experiment.conditions().stream()
                .flatMap(condition -> observations.observed(runner, condition.name()).stream())
                .filter(record -> record.selfReported().get(INPUT) instanceof Number
                        && record.selfReported().get(OUTPUT) instanceof Number)
                .toList();
        return new SelfReport(
                runner,
                said.size(),
                said.stream()
                        .mapToLong(record -> sum(record.selfReported(), ALL_INPUT))
                        .sum(),
                said.stream().mapToLong(RunRecord::totalInputTokens).sum(),
                said.stream()
                        .mapToLong(record -> sum(record.selfReported(), List.of(OUTPUT)))
                        .sum(),
                said.stream().mapToLong(RunRecord::outputTokens).sum());
    }

    private static long sum(Map<String, Object> said, List<String> fields) {
        return fields.stream()
                .map(said::get)
                .filter(Number.class::isInstance)
                .mapToLong(number -> ((Number) number).longValue())
                .sum();
    }
}
