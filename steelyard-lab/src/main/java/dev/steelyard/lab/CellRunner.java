package dev.steelyard.lab;

import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Script;
import dev.steelyard.journal.JournalEvent;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.journal.Reason;
import dev.steelyard.lab.recording.BodyFiles;
import dev.steelyard.lab.runner.AgentCell;
import dev.steelyard.lab.runner.CellProxy;
import dev.steelyard.lab.runner.Ending;
import dev.steelyard.lab.runner.StopSwitch;
import dev.steelyard.lab.sandbox.LaunchException;
import dev.steelyard.lab.workspace.CellSlot;
import dev.steelyard.lab.workspace.WorkspaceDiff;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Condition;
import dev.steelyard.model.Delivery;
import dev.steelyard.model.RunRecord;
import dev.steelyard.model.Task;
import dev.steelyard.model.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Runs one attempt at one cell, from its start in the journal to its end there.
final class CellRunner {
    private final RunContext run;
    private final CellSlot slot;

    CellRunner(RunContext run, CellSlot slot) {
        this.run = run;
        this.slot = slot;
    }

    /// What an attempt left behind, before it is a record.
    ///
    /// @param setup from the attempt's start until the agent was launched
    record Attempted(
            OutcomeRule rule,
            Ending ending,
            List<CallRecord> calls,
            Leavings leavings,
            Map<String, Delivery> delivery,
            Duration setup) {}

    /// @param onDoor told the cell's door as soon as it is open
    RunRecord run(Cell cell, int attempt, StopSwitch stop, Consumer<Door> onDoor) throws InterruptedException {
        Instant startedAt = run.clock().instant();
        run.journal().append(new JournalEvent.CellStarted(cell.id(), attempt, startedAt), Durability.SYNCED);
        long begun = System.nanoTime();
        Attempted attempted = attempt(cell, attempt, begun, stop, onDoor);
        Duration whole = Duration.ofNanos(System.nanoTime() - begun);
        RunRecord record = new RecordOf(run.plan(), run.planHash(), run.origin(), cell, attempt, startedAt)
                .ended(attempted, whole);
        run.journal().append(new JournalEvent.CellFinished(record), Durability.SYNCED);
        return record;
    }

    /// An agent that lived: what is known before anything it left is read.
    private record Lived(Ending ending, CellRoom room, Door door, CellProxy proxy, Duration setup) {}

    private Attempted attempt(Cell cell, int attempt, long begun, StopSwitch stop, Consumer<Door> onDoor)
            throws InterruptedException {
        Path folder = run.folder().attempt(cell.id(), attempt);
        try {
            Files.createDirectories(folder);
            Lived lived = live(cell, attempt, begun, folder, stop, onDoor);
            return ended(cell, lived, run.ledger().take(cell.id(), attempt), folder, stop);
        } catch (LaunchException e) {
            return neverRan(
                    "launch_failed",
                    String.valueOf(e.getMessage()),
                    run.ledger().take(cell.id(), attempt));
        } catch (IOException e) {
            return neverRan("cell_files", Reason.of(e), run.ledger().take(cell.id(), attempt));
        }
    }

    private Lived live(Cell cell, int attempt, long begun, Path folder, StopSwitch stop, Consumer<Door> onDoor)
            throws IOException, InterruptedException {
        var room = CellRoom.furnish(run, slot, cell);
        Door door = run.gateway().open(doorSpec(cell, attempt, stop, folder, room));
        try (door) {
            onDoor.accept(door);
            var proxy = CellProxy.of(run.installed(cell.runner()).definition().spec(), run.gateway(), door);
            AgentCell agentCell = agentCell(cell, room, door, proxy, folder, stop);
            var ready = room.withStart();
            Duration setup = Duration.ofNanos(System.nanoTime() - begun);
            return new Lived(run.agent(cell.runner()).run(agentCell), ready, door, proxy, setup);
        }
    }

    /// What the agent did counts, whether or not what it left can be read.
    private Attempted ended(Cell cell, Lived lived, List<CallRecord> calls, Path folder, StopSwitch stop) {
        OutcomeRule rule = OutcomeRule.of(
                lived.ending(), stop.reason(), calls, run.plan().experiment().gate());
        Leavings leavings = Leavings.NONE;
        try {
            lived.proxy().keep(folder);
            leavings = leavings(cell, lived.room(), folder);
        } catch (IOException e) {
            rule = OutcomeRule.infrastructure("leavings_lost", Reason.of(e));
        }
        return new Attempted(rule, lived.ending(), calls, leavings, delivery(cell, lived.door()), lived.setup());
    }

    private static Attempted neverRan(String cause, String why, List<CallRecord> calls) {
        return new Attempted(
                OutcomeRule.infrastructure(cause, why),
                RecordOf.NEVER_RAN,
                calls,
                Leavings.NONE,
                Map.of(),
                Duration.ZERO);
    }

    private Map<String, Delivery> delivery(Cell cell, Door door) {
        Condition condition = run.plan().experiment().conditions().stream()
                .filter(it -> it.name().equals(cell.condition()))
                .findFirst()
                .orElseThrow();
        return run.fingerprints().deliveries(condition, door.delivered());
    }

    private DoorSpec doorSpec(Cell cell, int attempt, StopSwitch stop, Path folder, CellRoom room) {
        var experiment = run.plan().experiment();
        Task task = experiment.task(cell.task());
        boolean scripted = task.trajectory() != null && experiment.model().simulated();
        Script script = !scripted && !experiment.model().replayed()
                ? null
                : new Script(
                        Objects.requireNonNullElse(task.trajectory(), new Trajectory(List.of())),
                        room.paths().work().toString(),
                        experiment.seed(),
                        cell.id().value());
        return new DoorSpec(
                cell.id(),
                attempt,
                experiment.limits(),
                experiment.prices(),
                run.budget(),
                experiment.model(),
                experiment.cachePolicy(),
                script,
                run.options().recordBodies() ? BodyFiles.of(folder, room.paths().work()) : null,
                run.fingerprints().all(),
                true,
                breach -> stop.pull(breach.cause(), breach.detail()));
    }

    private AgentCell agentCell(Cell cell, CellRoom room, Door door, CellProxy proxy, Path folder, StopSwitch stop)
            throws IOException {
        return room.agentCell(
                run,
                run.installed(cell.runner()),
                run.plan().experiment().task(cell.task()),
                door,
                proxy,
                folder.resolve("stdout"),
                folder.resolve("stderr"),
                stop,
                slot);
    }

    private Leavings leavings(Cell cell, CellRoom room, Path folder) throws IOException {
        WorkspaceDiff diff = WorkspaceDiff.keep(room.before(), room.paths().work(), folder);
        Leavings leavings = Leavings.of(
                run.plan().experiment().task(cell.task()),
                room.paths().work(),
                run.installed(cell.runner()).definition().spec().selfReport(),
                folder.resolve("stdout"),
                diff);
        slot.empty();
        return leavings;
    }
}
