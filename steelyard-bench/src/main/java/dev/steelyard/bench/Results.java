package dev.steelyard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All measurements of a run. Where a scenario has quiet ones of a rival, only those count.
final class Results {
    private final List<Measurement> all = new ArrayList<>();

    void add(Measurement measurement) {
        all.add(measurement);
    }

    List<Measurement> all() {
        return all;
    }

    private List<Measurement> of(Scenario scenario, Rival rival) {
        List<Measurement> taken = all.stream()
                .filter(one -> one.scenario() == scenario && one.rival() == rival)
                .toList();
        List<Measurement> quiet = taken.stream().filter(one -> !one.noisy()).toList();
        return quiet.isEmpty() ? taken : quiet;
    }

    /// Whether no round of it was quiet.
    boolean noisy(Scenario scenario, Rival rival) {
        return of(scenario, rival).stream().anyMatch(Measurement::noisy);
    }

    long failures(Scenario scenario, Rival rival) {
        return of(scenario, rival).stream().mapToLong(Measurement::failures).sum();
    }

    Spread value(Scenario scenario, Rival rival, Metric metric) {
        return Spread.of(of(scenario, rival).stream()
                .filter(Measurement::answered)
                .mapToDouble(one -> one.value(metric))
                .toArray());
    }

    /// What the rival adds to the provider's own figure of the same round, or else to its median.
    Spread added(Scenario scenario, Rival rival, Metric metric) {
        List<Measurement> direct = of(scenario, Rival.DIRECT);
        double usual = value(scenario, Rival.DIRECT, metric).median();
        return Spread.of(of(scenario, rival).stream()
                .filter(Measurement::answered)
                .mapToDouble(one -> one.value(metric)
                        - inRound(direct, one.round())
                                .map(other -> other.value(metric))
                                .orElse(usual))
                .toArray());
    }

    private static Optional<Measurement> inRound(List<Measurement> measurements, int round) {
        return measurements.stream().filter(one -> one.round() == round).findFirst();
    }
}
