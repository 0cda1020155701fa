package dev.steelyard.lab.recording;

import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.recording.Relocation;
import dev.steelyard.gateway.recording.Speed;
import dev.steelyard.journal.Json;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.journal.Pool;
import dev.steelyard.journal.PooledRun;
import dev.steelyard.journal.Reason;
import dev.steelyard.journal.RunFolder;
import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.journal.spec.SpecProblem;
import dev.steelyard.lab.LabException;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/// An earlier run, with all that its cells' calls sent and got. Of each cell the attempt that counts; of one that has
/// none, the last.
public final class RecordedRun {
    private final RunFolder folder;
    private final PooledRun run;
    private final RecordingNote note;
    private final Map<CellId, Integer> attempts;

    private RecordedRun(RunFolder folder, PooledRun run, RecordingNote note) {
        this.folder = folder;
        this.run = run;
        this.note = note;
        this.attempts = attempts(run);
    }

    /// @throws dev.steelyard.journal.JournalException if the folder holds no run
    /// @throws SpecException with everything that keeps it from being replayed
    public static RecordedRun of(RunFolder folder) {
        PooledRun run = Pool.of(folder);
        var recorded = new RecordedRun(folder, run, note(folder, run));
        List<SpecProblem> problems = recorded.attempts.keySet().stream()
                .flatMap(cell -> recorded.unfit(cell).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return recorded;
    }

    private static RecordingNote note(RunFolder folder, PooledRun run) {
        Path file = RecordingNote.in(folder);
        if (run.synthetic()) {
            throw refused(folder.path(), "is a dry run: no answer in it was given", "run it without --dry-run");
        }
        if (!Files.exists(file)) {
            throw refused(
                    folder.path(),
                    "was not recorded: its calls' bodies were not kept",
                    "run the experiment with --record and another --out");
        }
        try {
            RecordingNote note = Json.LINES.readValue(Files.readAllBytes(file), RecordingNote.class);
            if (note.schemaVersion() != RecordingNote.SCHEMA_VERSION) {
                throw refused(file, "is of schema_version " + note.schemaVersion(), "use the release that wrote it");
            }
            return note;
        } catch (IOException e) {
            throw refused(file, "cannot be read: " + Reason.of(e), "");
        } catch (JacksonException e) {
            throw refused(file, "is not what --record writes: " + e.getOriginalMessage(), "");
        }
    }

    private static SpecException refused(Path file, String what, String hint) {
        return new SpecException(List.of(new SpecProblem(file, 0, 0, what, hint)));
    }

    private static Map<CellId, Integer> attempts(PooledRun run) {
        var attempts = new TreeMap<CellId, Integer>();
        run.attempts().forEach(record -> attempts.merge(record.cellId(), record.attempt(), Math::max));
        for (RunRecord observation : run.observations().values()) {
            attempts.put(observation.cellId(), observation.attempt());
        }
        return attempts;
    }

    /// One problem a cell: whatever is wrong with it, it has to be run again.
    private List<SpecProblem> unfit(CellId cell) {
        for (CallRecord call : records(cell)) {
            Path file = BodyFiles.file(bodies(cell), call.seq(), "json");
            try {
                if (!Files.exists(file)) {
                    String hint = "run the experiment with --record from the start, into another --out";
                    return List.of(new SpecProblem(file, 0, 0, "this call's bodies were not kept", hint));
                }
                long bytes = callFile(file).responseBytes();
                if (Files.size(BodyFiles.file(bodies(cell), call.seq(), "response")) != bytes) {
                    return List.of(new SpecProblem(file, 0, 0, "its frames are not those of the response", ""));
                }
            } catch (IOException e) {
                return List.of(new SpecProblem(file, 0, 0, "cannot be read: " + Reason.of(e), ""));
            } catch (JacksonException e) {
                return List.of(new SpecProblem(file, 0, 0, "is no recorded call: " + e.getOriginalMessage(), ""));
            }
        }
        return List.of();
    }

    /// Its file, as far as is known where it was.
    public Path experiment() {
        return Path.of(note.experiment());
    }

    public ModelRef model() {
        return run.plan().experiment().model();
    }

    public ReplayNote replayed(Speed speed, boolean lenient) {
        try {
            return new ReplayNote(
                    ReplayNote.SCHEMA_VERSION,
                    run.runId(),
                    run.planHash(),
                    PlanCodec.sha256(Files.readAllBytes(folder.journal())),
                    speed.share(),
                    lenient);
        } catch (IOException e) {
            throw new LabException("the journal " + folder.journal() + " cannot be read: " + Reason.of(e), e);
        }
    }

    private Path bodies(CellId cell) {
        return folder.attempt(cell, attempts.getOrDefault(cell, 1)).resolve(BodyFiles.FOLDER);
    }

    private List<CallRecord> records(CellId cell) {
        Integer attempt = attempts.get(cell);
        return run.calls().stream()
                .filter(call -> call.cellId().equals(cell) && attempt != null && call.attempt() == attempt)
                .sorted(Comparator.comparingInt(CallRecord::seq))
                .toList();
    }

    private static CallFile callFile(Path file) throws IOException {
        return Json.LINES.readValue(Files.readAllBytes(file), CallFile.class);
    }

    /// @throws LabException if a file is gone, or was changed, since [#of]
    List<RecordedCall> calls(CellId cell, String work) {
        var calls = new ArrayList<RecordedCall>();
        Path bodies = bodies(cell);
        for (CallRecord record : records(cell)) {
            Path file = BodyFiles.file(bodies, record.seq(), "json");
            try {
                byte[] request = Files.readAllBytes(BodyFiles.file(bodies, record.seq(), "request"));
                byte[] response = Files.readAllBytes(BodyFiles.file(bodies, record.seq(), "response"));
                CallFile call = callFile(file);
                var moved = new Relocation(call.work(), work.isEmpty() ? call.work() : work);
                calls.add(new RecordedCall(record, moved.of(call.with(request, response))));
            } catch (IOException e) {
                throw new LabException("the recorded call " + file + " cannot be read: " + Reason.of(e), e);
            } catch (JacksonException | IllegalArgumentException e) {
                throw new LabException("the recorded call " + file + " is unfit: " + e.getMessage(), e);
            }
        }
        return calls;
    }
}
