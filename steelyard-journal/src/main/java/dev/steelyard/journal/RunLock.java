package dev.steelyard.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Holds a run folder for one harness. The operating system lets go of it when the process dies, however it dies.
public final class RunLock implements AutoCloseable {
    /// What this process holds. Its own second attempt must not even open the file: POSIX drops all of a process's
    /// locks on a file as soon as the process closes any of its descriptors.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws JournalException if another harness holds the folder
    public static RunLock take(RunFolder folder) {
        try {
            Path file = folder.path().toRealPath().resolve(".lock");
            if (!HELD.add(file)) {
                throw held(folder);
            }
            return locked(folder, file);
        } catch (IOException e) {
            throw new JournalException("the run folder " + folder.path() + " cannot be locked: " + Reason.of(e), e);
        }
    }

    private static RunLock locked(RunFolder folder, Path file) throws IOException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw held(folder);
            }
            return new RunLock(file, channel);
        } catch (IOException | JournalException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(file);
            throw e;
        }
    }

    private static JournalException held(RunFolder folder) {
        return new JournalException("another steelyard is at work on " + folder.path());
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("the run folder's lock cannot be released: " + Reason.of(e), e);
        } finally {
            HELD.remove(file);
        }
    }
}
