package dev.steelyard.report;

import java.util.ArrayList;
import java.util.List;

/// Columns of text, aligned: the first ones to the left, the rest to the right.
final class TextTable {
    private static final String GAP = "  ";

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(int leftColumns, List<String> header) {
        this.leftColumns = leftColumns;
        rows.add(List.copyOf(header));
    }

    /// @param cells as many as the header has
    void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "the table has " + rows.getFirst().size() + " columns: " + cells);
        }
        rows.add(List.copyOf(cells));
    }

    List<String> lines() {
        int[] widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String pad = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? "" : GAP).append(column < leftColumns ? cell + pad : pad + cell);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        String seen = Ansi.strip(cell);
        return seen.codePointCount(0, seen.length());
    }
}
