package dev.steelyard.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// Appends events to one machine's journal. Safe for many threads; one writer a file.
///
/// A line is whole or absent: a write that fails half-way is taken back, and a torn tail left by a crash is cut off
/// when the file is opened.
///
/// Not a `FileChannel`: interrupting a thread that writes to one closes it for all others.
public final class JournalWriter implements AutoCloseable {
    /// When [#append] returns.
    public enum Durability {
        /// The bytes are with the operating system: they survive the death of this process.
        HANDED_OVER,
        /// The bytes are on the device: they survive the death of the machine.
        SYNCED
    }

    private final Path file;
    private final RandomAccessFile out;
    private final ReentrantLock lock = new ReentrantLock();

    private JournalWriter(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    /// Opens or creates the journal, cutting off a torn last line.
    ///
    /// @throws JournalException if it cannot be opened, or is broken anywhere but at its end
    public static JournalWriter open(Path file) {
        try {
            long whole = Files.exists(file) ? JournalReader.read(file).wholeBytes() : 0;
            var out = new RandomAccessFile(file.toFile(), "rw");
            out.setLength(whole);
            out.seek(whole);
            return new JournalWriter(file, out);
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be opened: " + Reason.of(e), e);
        }
    }

    /// @throws JournalException if the event could not be written whole; the journal is then as before
    public void append(JournalEvent event, Durability durability) {
        byte[] line = (Json.LINES.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            appendLine(line, durability);
        } finally {
            lock.unlock();
        }
    }

    private void appendLine(byte[] line, Durability durability) {
        long before = -1;
        try {
            before = out.getFilePointer();
            out.write(line);
            if (durability == Durability.SYNCED) {
                out.getFD().sync();
            }
        } catch (IOException e) {
            throw takenBack(before, e);
        }
    }

    private JournalException takenBack(long before, IOException cause) {
        var failure = new JournalException(
                "the journal " + file + " cannot be written: " + cause.getMessage()
                        + " (everything recorded so far is kept; the same command resumes)",
                cause);
        try {
            if (before >= 0) {
                out.setLength(before);
                out.seek(before);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public void close() {
        try (out) {
            out.getFD().sync();
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be closed: " + Reason.of(e), e);
        }
    }
}
