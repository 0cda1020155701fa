package dev.steelyard.cli;

import dev.steelyard.gateway.Activity;
import dev.steelyard.lab.RunView;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.RunRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The lines that show a run at one moment: a row per runner × condition, then what each cell at work is doing now.
record LivePicture(RunView view, Tally tally) {
    private static final int BAR = 16;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(headline());
        tally.arms().values().forEach(arm -> lines.add(row(arm)));
        view.active().forEach(cell -> lines.add(active(cell)));
        return lines;
    }

    private String headline() {
        String label = view.plan().experiment().model().simulated() ? "SIMULATED MODEL   " : "";
        String eta = tally.remaining()
                .map(left -> "   about " + clock(left) + " left")
                .orElse("");
        return "%s   %s%d/%d cells   %s%s"
                .formatted(
                        view.plan().experiment().name(),
                        label,
                        tally.observed(),
                        tally.planned(),
                        clock(view.elapsed()),
                        eta);
    }

    private String row(Tally.Arm arm) {
        List<RunRecord> seen = arm.observations();
        long solved = seen.stream()
                .filter(record -> Boolean.TRUE.equals(record.success()))
                .count();
        int lost = arm.attempts().size() - seen.size();
        double wall = seen.stream()
                .mapToDouble(RunRecord::wallS)
                .sorted()
                .skip(seen.size() / 2)
                .findFirst()
                .orElse(0);
        long in = arm.attempts().stream().mapToLong(RunRecord::totalInputTokens).sum();
        BigDecimal cost = arm.attempts().stream()
                .map(RunRecord::costUsd)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return "  %-14s %-12s %s %d/%d  ok %d%s  median %.1f s  %,d tokens in  %s USD"
                .formatted(
                        arm.runner(),
                        arm.condition(),
                        bar(seen.size(), arm.planned()),
                        seen.size(),
                        arm.planned(),
                        solved,
                        lost == 0 ? "" : ", lost " + lost,
                        wall,
                        in,
                        cost.setScale(2, java.math.RoundingMode.HALF_UP));
    }

    private static String bar(int done, int planned) {
        int full = planned == 0 ? 0 : BAR * done / planned;
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private String active(RunView.ActiveCell cell) {
        return "  ▸ %-52s %s".formatted(cell.cell().id(), doing(cell));
    }

    private static String doing(RunView.ActiveCell cell) {
        Activity activity = cell.activity();
        if (activity == null) {
            return "preparing " + clock(cell.age());
        }
        String calls = "   " + activity.callsDone() + " calls";
        if (activity.callsInFlight() > 0) {
            return "model " + since(cell, activity.inFlightSinceNs().getFirst()) + calls;
        }
        CallRecord latest = cell.latest();
        if (latest == null) {
            return "starting " + clock(cell.age());
        }
        String doing = latest.toolCalls().isEmpty()
                ? "agent"
                : "tool " + latest.toolCalls().getLast();
        return doing + " " + since(cell, latest.doneNs()) + calls;
    }

    private static String since(RunView.ActiveCell cell, long ns) {
        return clock(Duration.ofNanos(Math.max(0, cell.nowNs() - ns)));
    }

    private static String clock(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
