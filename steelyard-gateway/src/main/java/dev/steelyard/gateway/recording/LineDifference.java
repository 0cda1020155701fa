package dev.steelyard.gateway.recording;

import java.util.ArrayList;
import java.util.List;

/// The fewest lines to take out and put in that make one text of another, as far as that can be told in bounded time.
///
/// @param edits in order
record LineDifference(List<Edit> edits) {
    private static final int CONTEXT = 3;

    /// Cells of the table; above it, everything between the common ends counts as changed.
    private static final long LARGEST_TABLE = 4_000_000;

    private static final int MOST_LINES = 600;

    /// @param mark ` `, `-` or `+`
    record Edit(char mark, String line) {}

    static LineDifference of(List<String> before, List<String> after) {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        int longestTail = Math.min(before.size(), after.size()) - head;
        while (tail < longestTail
                && before.reversed().get(tail).equals(after.reversed().get(tail))) {
            tail++;
        }
        var edits = new ArrayList<Edit>();
        before.subList(0, head).forEach(line -> edits.add(new Edit(' ', line)));
        middle(edits, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> edits.add(new Edit(' ', line)));
        return new LineDifference(edits);
    }

    private static void middle(List<Edit> edits, List<String> before, List<String> after) {
        boolean countable = (long) before.size() * after.size() <= LARGEST_TABLE;
        int[][] common = countable ? table(before, after) : new int[0][];
        int i = 0;
        int j = 0;
        while (countable && i < before.size() && j < after.size()) {
            if (before.get(i).equals(after.get(j))) {
                edits.add(new Edit(' ', before.get(i)));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                edits.add(new Edit('-', before.get(i++)));
            } else {
                edits.add(new Edit('+', after.get(j++)));
            }
        }
        before.subList(i, before.size()).forEach(line -> edits.add(new Edit('-', line)));
        after.subList(j, after.size()).forEach(line -> edits.add(new Edit('+', line)));
    }

    /// How many lines the rests from (i, j) have in common.
    private static int[][] table(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /// As `diff -u` prints it, without what could move a terminal; cut if it is long.
    String unified(String before, String after) {
        var text = new StringBuilder("--- " + before + "\n+++ " + after + "\n");
        int told = 0;
        int line = 0;
        while (line < edits.size()) {
            if (!near(line)) {
                line++;
                continue;
            }
            if (told > MOST_LINES) {
                return text.append("[cut]\n").toString();
            }
            int end = line;
            while (end < edits.size() && near(end) && told <= MOST_LINES) {
                end++;
                told++;
            }
            hunk(text, line, end);
            line = end;
        }
        return told == 0 ? text.append("(no difference)\n").toString() : text.toString();
    }

    /// Whether a change is close enough for the line to be told.
    private boolean near(int line) {
        int from = Math.max(0, line - CONTEXT);
        int to = Math.min(edits.size(), line + CONTEXT + 1);
        return edits.subList(from, to).stream().anyMatch(edit -> edit.mark() != ' ');
    }

    private void hunk(StringBuilder text, int from, int to) {
        text.append("@@ -")
                .append(range(from, to, '+'))
                .append(" +")
                .append(range(from, to, '-'))
                .append(" @@\n");
        edits.subList(from, to)
                .forEach(edit ->
                        text.append(edit.mark()).append(printable(edit.line())).append('\n'));
    }

    private String range(int from, int to, char others) {
        long start = count(edits.subList(0, from), others);
        long length = count(edits.subList(from, to), others);
        return (length == 0 ? start : start + 1) + "," + length;
    }

    private static long count(List<Edit> edits, char others) {
        return edits.stream().filter(edit -> edit.mark() != others).count();
    }

    private static String printable(String line) {
        var text = new StringBuilder();
        line.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                text.appendCodePoint(c);
            } else {
                text.append("\\u{%x}".formatted(c));
            }
        });
        return text.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
