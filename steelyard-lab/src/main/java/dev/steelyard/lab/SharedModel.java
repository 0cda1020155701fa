package dev.steelyard.lab;

import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.gateway.SimulatedUpstream;
import dev.steelyard.gateway.Upstream;
import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.LiveSettingsException;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.UpstreamRules;
import java.util.Map;

/// The one upstream of a run.
public final class SharedModel {
    private SharedModel() {}

    /// Asks before anything is installed or spent whether the model can be reached at all.
    ///
    /// @param environment the harness's own; cells never see it
    /// @throws LabException if its address or key is missing or unfit
    public static Upstream upstream(Preparation preparation, Map<String, String> environment) {
        ExperimentSpec experiment = preparation.plan().experiment();
        return experiment.model().simulated()
                ? new SimulatedUpstream(experiment.simulation())
                : live(experiment.model(), experiment.upstream(), environment);
    }

    /// As [#upstream], outside of any experiment; a simulated model answers at once.
    public static Upstream upstream(ModelRef model, Map<String, String> environment) {
        return model.simulated()
                ? new SimulatedUpstream(Simulation.INSTANT)
                : live(model, UpstreamRules.DEFAULT, environment);
    }

    static Upstream live(ModelRef model, UpstreamRules rules, Map<String, String> environment) {
        var retries = new RetryPolicy(rules.tries(), rules.longestWait());
        try {
            return new LiveUpstream(
                    LiveSettings.of(model, environment), Patience.DEFAULT, retries, rules.hostedTools());
        } catch (LiveSettingsException e) {
            throw new LabException(String.valueOf(e.getMessage()), e);
        }
    }
}
