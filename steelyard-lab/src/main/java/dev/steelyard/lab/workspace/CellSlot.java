package dev.steelyard.lab.workspace;

import dev.steelyard.journal.Reason;
import dev.steelyard.lab.Folders;
import dev.steelyard.lab.LabException;
import dev.steelyard.lab.Tree;
import dev.steelyard.lab.runner.CellPaths;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A place where one cell at a time lives: `work`, `home` and `tmp` under a short path that says nothing about the arm
/// and is the same for every cell that follows here.
public final class CellSlot implements AutoCloseable {
    private static final int MOST = 512;

    /// Slots of this process. A lock file of ours must not be opened a second time: closing any of a process's
    /// descriptors of a file gives up every lock it holds on it (POSIX).
    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lock;
    private final Optional<Integer> user;

    private CellSlot(Path root, FileChannel lock, Optional<Integer> user) {
        this.root = root;
        this.lock = lock;
        this.user = user;
    }

    /// The first free slot of this machine.
    ///
    /// @param user who the cell's folders belong to; empty for ourselves
    /// @throws LabException if none can be had
    public static CellSlot take(Folders folders, Optional<Integer> user) {
        try {
            checkOwner(folders.cells());
            for (int number = 1; number <= MOST; number++) {
                Path root = folders.cells().resolve(Integer.toString(number));
                FileChannel lock = lock(root);
                if (lock != null) {
                    return new CellSlot(root, lock, user);
                }
            }
        } catch (IOException e) {
            throw new LabException("no cell can be made under " + folders.cells() + ": " + Reason.of(e), e);
        }
        throw new LabException("all " + MOST + " slots under " + folders.cells() + " are taken");
    }

    /// A folder in a place everyone can write to may be somebody else's trap.
    private static void checkOwner(Path cells) throws IOException {
        Path probe = Files.createTempFile(cells, ".owner-", "");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(cells))) {
                throw new LabException(cells + " belongs to somebody else; set STEELYARD_CELLS to a folder of yours");
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static @Nullable FileChannel lock(Path root) throws IOException {
        if (!TAKEN_HERE.add(root)) {
            return null;
        }
        FileChannel channel = FileChannel.open(
                root.resolveSibling(root.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
            return channel;
        }
        channel.close();
        TAKEN_HERE.remove(root);
        return null;
    }

    public CellPaths paths() {
        return new CellPaths(root.resolve("work"), root.resolve("home"), root.resolve("tmp"));
    }

    /// Empties the slot and makes its folders anew; whoever was here before left nothing.
    public CellPaths fresh() throws IOException {
        Tree.delete(root);
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createDirectory(paths().work());
        Files.createDirectory(paths().home());
        Files.createDirectory(paths().tmp());
        return paths();
    }

    /// Gives all that lies in the slot to the user the agent will run as.
    public void handOver() throws IOException {
        if (user.isPresent()) {
            try (var entries = Files.walk(root)) {
                for (Path entry : (Iterable<Path>) entries.filter(path -> !path.equals(root))::iterator) {
                    Files.setAttribute(entry, "unix:uid", user.get(), java.nio.file.LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(entry, "unix:gid", user.get(), java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    public void empty() throws IOException {
        Tree.delete(root);
    }

    @Override
    public void close() {
        try (lock) {
            empty();
        } catch (IOException e) {
            throw new LabException("the cell folder " + root + " cannot be emptied: " + Reason.of(e), e);
        } finally {
            TAKEN_HERE.remove(root);
        }
    }
}
