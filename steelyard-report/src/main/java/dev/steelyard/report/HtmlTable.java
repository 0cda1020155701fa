package dev.steelyard.report;

import java.util.List;

/// A table with a caption and column headings, the first columns to the left, in a box that scrolls on its own.
final class HtmlTable {
    private final int leftColumns;
    private final String caption;
    private final List<String> header;
    private Html rows = Html.NONE;

    HtmlTable(String caption, int leftColumns, List<String> header) {
        this.caption = caption;
        this.leftColumns = leftColumns;
        this.header = List.copyOf(header);
    }

    void row(List<Html> cells) {
        Html row = Html.NONE;
        for (int column = 0; column < cells.size(); column++) {
            row = row.plus(
                    column < leftColumns
                            ? Html.withClass(column == 0 ? "th" : "td", "left", cells.get(column))
                            : Html.element("td", cells.get(column)));
        }
        rows = rows.plus(Html.element("tr", row)).plus(new Html("\n"));
    }

    Html html() {
        Html headings = Html.NONE;
        for (int column = 0; column < header.size(); column++) {
            Html words = Html.text(header.get(column));
            headings = headings.plus(
                    column < leftColumns ? Html.withClass("th", "left", words) : Html.element("th", words));
        }
        return Html.scrolling(Html.element(
                "table",
                Html.element("caption", Html.text(caption)),
                Html.element("thead", Html.element("tr", headings)),
                Html.element("tbody", rows)));
    }
}
