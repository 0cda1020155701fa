package dev.steelyard.journal.litellm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// When each cell was at work: lines with `cell_id`, `started_at` and `ended_at`, or a run's `cells.jsonl`. Cells that
/// ran at the same time are refused: nothing in a log without keys tells their calls apart.
final class TimeWindows implements Attribution {
    private static final String CELLS = "cells.jsonl";

    private final NavigableMap<Long, Window> byStart = new TreeMap<>();

    private TimeWindows() {}

    /// @param startNs since the epoch; the window holds its start and not its end
    private record Window(CellTry cell, long startNs, long endNs, Path file, int line) {
        @Override
        public String toString() {
            return cell + " (" + at(startNs) + " to " + at(endNs) + ")";
        }

        private static Instant at(long ns) {
            return Instant.ofEpochSecond(0, ns);
        }
    }

    /// @param place a file of windows or a run folder
    static TimeWindows read(Path place, Complaints complaints) {
        var windows = new ArrayList<Window>();
        Path file = Files.isDirectory(place) ? place.resolve(CELLS) : place;
        var reader = new LogReader(complaints, new HashMap<>());
        reader.read(file, line -> window(line, complaints).ifPresent(windows::add));
        var all = new TimeWindows();
        windows.stream()
                .sorted(Comparator.comparingLong(Window::startNs).thenComparing(Window::cell))
                .forEach(window -> all.add(window, complaints));
        return all;
    }

    private static Optional<Window> window(SpendLine line, Complaints complaints) {
        var fields = new Fields(line.object());
        String cell = fields.text(List.of("cell_id", "cell")).orElse("");
        String attempt = fields.text(List.of("attempt")).orElse("1");
        Optional<CellTry> named = CellTry.parse(cell + "/" + attempt);
        if (named.isEmpty()) {
            complaints.at(line.file(), line.line(), "no cell", "expected: cell_id, started_at and ended_at");
            return Optional.empty();
        }
        try {
            Clock.Times times = Clock.of(new Fields(LogReader.JSON.valueToTree(times(fields))), false);
            return Optional.of(new Window(named.get(), times.startNs(), times.endNs(), line.file(), line.line()));
        } catch (Fields.Unfit e) {
            complaints.at(line.file(), line.line(), "the window's " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    /// A cell's record says when it began and how long it took; a line of somebody's own when it began and ended.
    private static Map<String, Object> times(Fields fields) {
        var times = new HashMap<String, Object>();
        times.put("start", fields.at("started_at"));
        if (fields.has("ended_at")) {
            times.put("end", fields.at("ended_at"));
        } else if (fields.has("wall_s")) {
            var wall = fields.number(List.of("wall_s")).orElseThrow();
            var rest = fields.number(List.of("overhead_s")).orElse(java.math.BigDecimal.ZERO);
            times.put("duration_ms", wall.add(rest).movePointRight(3));
        } else {
            throw new Fields.Unfit("end is missing");
        }
        return times;
    }

    private void add(Window window, Complaints complaints) {
        Map.Entry<Long, Window> before = byStart.lastEntry();
        if (before != null && before.getValue().endNs() > window.startNs()) {
            complaints.at(
                    window.file(),
                    window.line(),
                    window + " and " + before.getValue() + " ran at the same time",
                    "time cannot tell their calls apart: give each cell a key of its own and use --keys");
        }
        if (before == null || before.getValue().endNs() < window.endNs()) {
            byStart.put(window.startNs(), window);
        }
    }

    @Override
    public String method() {
        return "time_window";
    }

    @Override
    public Optional<CellTry> cellOf(SpendEntry entry) {
        return window(entry).map(Window::cell);
    }

    /// Whether the call went on after its cell had ended.
    boolean overruns(SpendEntry entry) {
        return window(entry)
                .filter(window -> entry.times().endNs() > window.endNs())
                .isPresent();
    }

    private Optional<Window> window(SpendEntry entry) {
        long at = entry.times().startNs();
        return Optional.ofNullable(byStart.floorEntry(at))
                .map(Map.Entry::getValue)
                .filter(window -> at < window.endNs());
    }
}
