package dev.steelyard.cli;

import dev.steelyard.gateway.Upstream;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.lab.Lab;
import dev.steelyard.lab.Machine;
import dev.steelyard.lab.RunStop;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.lab.runner.Installer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Carries a run out under the eyes of the person at the terminal.
///
/// @param say told what takes time
record Observer(Surroundings surroundings, boolean quiet, Consumer<String> say) {
    PooledRun observed(Lab lab, Preparation preparation, RunFolder folder, Upstream upstream, RunStop stop)
            throws InterruptedException {
        Machine machine = surroundings.machine();
        Map<String, Installed> agents = install(preparation);
        say.accept("run folder " + folder.path());
        try (var _ = new StopSignals(stop, surroundings.terminal());
                var progress = Progress.on(surroundings.terminal(), quiet)) {
            return lab.run(agents, upstream, machine, stop, progress);
        } finally {
            machine.sandbox().close();
        }
    }

    private Map<String, Installed> install(Preparation preparation) {
        var installer = new Installer(surroundings.folders().made(), say);
        var agents = new LinkedHashMap<String, Installed>();
        preparation.runners().forEach((name, definition) -> agents.put(name, installer.install(definition)));
        return agents;
    }
}
