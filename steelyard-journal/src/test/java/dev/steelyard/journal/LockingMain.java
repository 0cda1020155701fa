package dev.steelyard.journal;

import java.io.IOException;
import java.nio.file.Path;

/// Takes a folder's lock, says so, and holds it until its input ends; or says why it could not.
final class LockingMain {
    private LockingMain() {}

    static void main(String[] args) throws IOException {
        try (var _ = RunLock.take(new RunFolder(Path.of(args[0])))) {
            System.out.println("taken");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (JournalException e) {
            System.out.println(e.getMessage());
        }
    }
}
