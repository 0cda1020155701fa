package dev.steelyard.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whole folders: copied, deleted, fingerprinted. Never follows a symbolic link: an agent may have planted it.
public final class Tree {
    private static final String LINK = "link:";
    private static final String SPECIAL = "special";
    private static final String UNREADABLE = "unreadable";

    private Tree() {}

    /// Copies what is under `from` to `to`, links as links, over what is there.
    public static void copy(Path from, Path to) throws IOException {
        copy(from, to, Set.of());
    }

    /// @param without names of folders that are left out, wherever they are
    public static void copy(Path from, Path to, Set<String> without) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (without.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Deletes the folder and what is in it; nothing if it does not exist.
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            deleteByPath(root);
        } catch (FileSystemException e) {
            deleteStepByStep(root, e);
        }
    }

    /// For trees deeper than a path can name: `rm` goes down folder by folder.
    private static void deleteStepByStep(Path root, FileSystemException failure) throws IOException {
        Process rm = new ProcessBuilder("rm", "-rf", "--", root.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (rm.waitFor() != 0) {
                throw failure;
            }
        } catch (InterruptedException e) {
            rm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static void deleteByPath(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                openForOwner(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void openForOwner(Path folder) throws IOException {
        if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
            Files.setPosixFilePermissions(
                    folder,
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
    }

    /// Relative path → fingerprint of content and executable bit, for every file and link under `root`.
    public static SortedMap<String, String> fingerprints(Path root) throws IOException {
        var found = new TreeMap<String, String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                found.put(root.relativize(file).toString(), fingerprint(file, attributes));
                return FileVisitResult.CONTINUE;
            }

            // What an agent closed to everybody, or buried deeper than a path can name, is there all the same.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (file.equals(root)) {
                    throw failure;
                }
                found.put(root.relativize(file).toString(), UNREADABLE);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String fingerprint(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return LINK + Files.readSymbolicLink(file);
        }
        if (!attributes.isRegularFile()) {
            return SPECIAL;
        }
        if (!Files.isReadable(file)) {
            return UNREADABLE;
        }
        MessageDigest digest = sha256();
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return (Files.isExecutable(file) ? "x" : "-") + HexFormat.of().formatHex(digest.digest());
    }

    /// One digest (SHA-256, hex) of a folder's fingerprints.
    public static String digest(Map<String, String> fingerprints) {
        MessageDigest digest = sha256();
        new TreeMap<>(fingerprints)
                .forEach((path, fingerprint) -> digest.update(
                        (path + "\0" + fingerprint + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String digest(Path root) {
        try {
            return digest(fingerprints(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
