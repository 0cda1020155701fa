package dev.steelyard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the load generator against a target, and watches both the target and the machine meanwhile.
///
/// @param program the compiled `load.c`
/// @param share of a full round's time
record LoadGenerator(String program, double share) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LOOK_MS = 250;
    private static final int TRIES = 3;

    /// Tries again where others used the machine, a few times.
    Measurement quietly(Scenario scenario, Target target, int round) throws IOException, InterruptedException {
        Measurement best = measure(scenario, target, round, 0);
        for (int tries = 1; tries < TRIES && best.noisy(); tries++) {
            Measurement again = measure(scenario, target, round, 0);
            best = again.foreign() < best.foreign() ? again : best;
        }
        return best;
    }

    /// @param most requests, 0 for as many as fit into the time
    Measurement measure(Scenario scenario, Target target, int round, int most)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program);
        command.add(String.valueOf(target.port()));
        command.add(target.path());
        command.addAll(scenario.arguments(share, most));
        command.addAll(target.headers());
        Process process = target.process();
        double cpu = process == null ? 0 : Usage.cpuSeconds(process.toHandle());
        double ours = Usage.ourCpuSeconds();
        double machine = Usage.machineCpuSeconds();
        long begun = System.nanoTime();
        Process load = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long resident = 0;
        do {
            resident = process == null ? 0 : Math.max(resident, Usage.residentBytes(process.toHandle()));
        } while (!load.waitFor(LOOK_MS, TimeUnit.MILLISECONDS));
        String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (load.exitValue() != 0) {
            throw new IOException(
                    "the load generator failed on " + target.rival().id());
        }
        double available =
                (System.nanoTime() - begun) / 1e9 * Runtime.getRuntime().availableProcessors();
        double foreign = (Usage.machineCpuSeconds() - machine) - (Usage.ourCpuSeconds() - ours);
        JsonNode seen = JSON.readTree(said);
        double spent = process == null ? 0 : Usage.cpuSeconds(process.toHandle()) - cpu;
        return new Measurement(
                scenario, target.rival(), round, seen, spent, resident, Math.max(0, foreign / available));
    }
}
