package dev.steelyard.journal;

import java.nio.file.Path;

/// Replaces a file by one of 128 KiB, or says why it could not.
final class ReplacingMain {
    private static final int BYTES = 1 << 17;

    private ReplacingMain() {}

    static void main(String[] args) {
        try {
            RunFolder.writeAtomically(Path.of(args[0]), new byte[BYTES]);
            System.out.println("replaced");
        } catch (JournalException e) {
            System.out.println(e.getMessage());
        }
    }
}
