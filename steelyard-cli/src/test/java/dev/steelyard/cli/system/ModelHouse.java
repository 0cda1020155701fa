package dev.steelyard.cli.system;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.Script;
import dev.steelyard.gateway.SimulatedUpstream;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.gateway.Upstream;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Trajectory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A gateway of ours in the test's own process, and what it served.
final class ModelHouse implements AutoCloseable {
    private static final Trajectory HELLO = new Trajectory(List.of(
            new Trajectory.Run("cat AGENTS.md", "I will look."),
            new Trajectory.Run("echo hello > out.txt", null),
            new Trajectory.Say("Done.")));

    private final List<CallRecord> records = new CopyOnWriteArrayList<>();
    private final ModelRef model;
    private final Gateway gateway;

    ModelHouse(Upstream upstream, ModelRef model) {
        this.model = model;
        this.gateway = Gateway.start(0, upstream, Ticker.startingNow(), records::add);
    }

    static ModelHouse simulated() {
        return new ModelHouse(new SimulatedUpstream(new Simulation(5, 2000, 0)), new ModelRef(ModelRef.SIMULATED));
    }

    Door door(String cell) {
        return door(cell, HELLO);
    }

    Door door(String cell, Trajectory played) {
        var script = new Script(played, "/tmp", 1, cell);
        return gateway.open(new DoorSpec(
                new CellId(cell),
                1,
                Limits.DEFAULT,
                null,
                Budget.unlimited(),
                model,
                CachePolicy.AS_SENT,
                script,
                null,
                List.of(),
                false,
                _ -> {}));
    }

    /// The door's answered generations, in order.
    List<TokenUsage> served(String cell) {
        return records.stream()
                .filter(call -> call.kind() != CallKind.COUNT && call.answered())
                .filter(call -> call.cellId().value().equals(cell))
                .map(CallRecord::usage)
                .toList();
    }

    /// As LiteLLM is told of a model: six spaces deep.
    static String deployment(Door door) {
        return """
                      model: openai/shared
                      api_base: %s/v1
                      api_key: %s
                """.formatted(door.baseUrl(), door.key());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
