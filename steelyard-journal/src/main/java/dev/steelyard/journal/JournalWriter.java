package dev.steelyard.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Appends events to one machine's journal. Safe for many threads; one writer a file.
///
/// A line is whole or absent: a write that fails half-way is taken back, and a torn tail left by a crash is cut off
/// when the file is opened.
public final class JournalWriter implements AutoCloseable {
    /// When [#append] returns.
    public enum Durability {
        /// The bytes are with the operating system: they survive the death of this process.
        HANDED_OVER,
        /// The bytes are on the device: they survive the death of the machine.
        SYNCED
    }

    private final Path file;
    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();

    private JournalWriter(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens or creates the journal, cutting off a torn last line.
    ///
    /// @throws JournalException if it cannot be opened, or is broken anywhere but at its end
    public static JournalWriter open(Path file) {
        try {
            long whole =
                    java.nio.file.Files.exists(file) ? JournalReader.read(file).wholeBytes() : 0;
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            channel.truncate(whole);
            channel.position(whole);
            return new JournalWriter(file, channel);
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be opened: " + e.getMessage(), e);
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
            before = channel.position();
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (durability == Durability.SYNCED) {
                channel.force(false);
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
                channel.truncate(before);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public void close() {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
