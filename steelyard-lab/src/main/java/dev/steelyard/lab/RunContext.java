package dev.steelyard.lab;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.ExperimentFile;
import dev.steelyard.lab.delivery.Fingerprints;
import dev.steelyard.lab.plan.Preparation;
import dev.steelyard.lab.runner.Agent;
import dev.steelyard.lab.runner.CommandAgent;
import dev.steelyard.lab.runner.Installed;
import dev.steelyard.lab.runner.ReferenceRunner;
import dev.steelyard.lab.subject.BuiltSubject;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunnerSpec.Install;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What all cells of a run share.
///
/// @param agents runner → what drives it
/// @param mark carried by every process of the run
record RunContext(
        Preparation preparation,
        Fingerprints fingerprints,
        Machine machine,
        RunFolder folder,
        String planHash,
        JournalWriter journal,
        Gateway gateway,
        CallLedger ledger,
        Budget budget,
        Map<String, Installed> installed,
        Map<String, Agent> agents,
        RunOptions options,
        InstantSource clock,
        String mark,
        RecordOf.Origin origin) {

    static Map<String, Agent> agents(Map<String, Installed> installed) {
        var agents = new HashMap<String, Agent>();
        var reference = new ReferenceRunner();
        installed.forEach((name, one) -> agents.put(
                name,
                one.definition().spec().install() instanceof Install.BuiltIn ? reference : new CommandAgent(one)));
        return agents;
    }

    Plan plan() {
        return preparation.plan();
    }

    ExperimentFile experiment() {
        return preparation.experiment();
    }

    Installed installed(String runner) {
        return Objects.requireNonNull(installed.get(runner), runner);
    }

    Agent agent(String runner) {
        return Objects.requireNonNull(agents.get(runner), runner);
    }

    BuiltSubject subject(String condition) {
        return Objects.requireNonNull(preparation.subjects().get(condition), condition);
    }
}
