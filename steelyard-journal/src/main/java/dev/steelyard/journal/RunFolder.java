package dev.steelyard.journal;

import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Plan;
import dev.steelyard.model.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One run's files. The layout is DESIGN's "On disk"; `docs/formats/` describes each file.
public record RunFolder(Path path) {
    public static final String PLAN = "plan.json";
    public static final String JOURNAL = "journal.jsonl";

    public Path plan() {
        return path.resolve(PLAN);
    }

    public Path journal() {
        return path.resolve(JOURNAL);
    }

    public Path attempt(dev.steelyard.model.CellId cell, int attempt) {
        return path.resolve("cells").resolve(cell.value()).resolve(Integer.toString(attempt));
    }

    /// Whether the folder was claimed for this plan.
    ///
    /// @throws JournalException if it belongs to another plan
    public boolean isOf(Plan plan) {
        try {
            if (!Files.exists(plan())) {
                return false;
            }
            if (!Arrays.equals(Files.readAllBytes(plan()), PlanCodec.encode(plan))) {
                throw new JournalException(path + " holds another plan; choose another --out, or remove it");
            }
            return true;
        } catch (IOException e) {
            throw new JournalException("the plan " + plan() + " cannot be read: " + Reason.of(e), e);
        }
    }

    /// Writes the plan where there is none.
    ///
    /// @throws JournalException if the folder belongs to another plan
    public void claim(Plan plan) {
        try {
            Files.createDirectories(path);
            if (!isOf(plan)) {
                writeAtomically(path.resolve("experiment.resolved.yaml"), ResolvedExperiment.encode(plan));
                writeAtomically(plan(), PlanCodec.encode(plan));
            }
        } catch (IOException e) {
            throw new JournalException("the run folder " + path + " cannot be written: " + Reason.of(e), e);
        }
    }

    /// Writes the flat record files anew from what the journal says.
    public void writeRecords(List<RunRecord> attempts, List<CallRecord> calls) {
        writeAtomically(path.resolve("cells.jsonl"), lines(attempts));
        writeAtomically(path.resolve("calls.jsonl"), lines(calls));
    }

    /// Writes records that belong to no run of ours, in the format of `calls.jsonl`.
    public static void writeCalls(Path file, List<CallRecord> calls) {
        writeAtomically(file.toAbsolutePath(), lines(calls));
    }

    private static byte[] lines(List<?> records) {
        return records.stream()
                .map(record -> Json.LINES.writeValueAsString(record) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Readers see the old file or the new one, never a part.
    ///
    /// @throws JournalException if it cannot be written; the old file is then untouched
    public static void writeAtomically(Path file, byte[] bytes) {
        Path partial = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.write(
                    partial,
                    bytes,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new JournalException("cannot write " + file + ": " + Reason.of(e), e);
        }
    }
}
