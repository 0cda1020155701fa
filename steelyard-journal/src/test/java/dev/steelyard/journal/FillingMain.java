package dev.steelyard.journal;

import java.nio.file.Path;

/// Appends to a journal until it cannot, and says how many events were taken and why the next was not.
final class FillingMain {
    private FillingMain() {}

    static void main(String[] args) {
        var journal = JournalWriter.open(Path.of(args[0]));
        int taken = 0;
        try {
            while (taken < 10_000) {
                journal.append(
                        new JournalEvent.CellFinished(Samples.solved(Samples.CELL, taken + 1)), durability(taken));
                taken++;
            }
        } catch (JournalException e) {
            System.out.println(taken + " " + e.getMessage());
        }
        refusedAgain(journal);
    }

    /// Whatever was tried in vain before, a line that does not fit leaves nothing behind.
    private static void refusedAgain(JournalWriter journal) {
        try {
            journal.append(
                    new JournalEvent.CellFinished(Samples.solved(Samples.CELL, 1)), JournalWriter.Durability.SYNCED);
            System.out.println("taken after all");
        } catch (JournalException _) {
            System.out.println("refused again");
        }
    }

    private static JournalWriter.Durability durability(int event) {
        return event % 2 == 0 ? JournalWriter.Durability.SYNCED : JournalWriter.Durability.HANDED_OVER;
    }
}
