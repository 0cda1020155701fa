package dev.steelyard.lab;

import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.gateway.SimulatedUpstream;
import dev.steelyard.gateway.Upstream;
import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.LiveSettingsException;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.Provider;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.runner.RunnerDefinition;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.ModelRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The one upstream of a run.
public final class SharedModel {
    private SharedModel() {}

    /// Asks before anything is installed or spent whether every agent can be answered.
    ///
    /// @param environment the harness's own; cells never see it
    /// @throws LabException if the model cannot be reached, or if agents do not speak its provider's dialect
    public static Upstream upstream(Preparation preparation, Map<String, String> environment) {
        ExperimentSpec experiment = preparation.plan().experiment();
        return experiment.model().simulated()
                ? new SimulatedUpstream(experiment.simulation())
                : live(experiment.model(), preparation.runners().values(), environment);
    }

    static Upstream live(ModelRef model, Collection<RunnerDefinition> runners, Map<String, String> environment) {
        Provider.of(model).ifPresent(provider -> check(model, provider, runners));
        try {
            return new LiveUpstream(LiveSettings.of(model, environment), Patience.DEFAULT);
        } catch (LiveSettingsException e) {
            throw new LabException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void check(ModelRef model, Provider provider, Collection<RunnerDefinition> runners) {
        List<String> foreign = runners.stream()
                .map(RunnerDefinition::spec)
                .filter(spec -> !provider.speaks(spec.dialect()))
                .map(spec -> spec.name() + " speaks " + spec.dialect())
                .toList();
        if (!foreign.isEmpty()) {
            throw new LabException(String.join(", ", foreign) + "; the model " + model.value()
                    + " needs the translation lane, which this release does not have");
        }
    }
}
