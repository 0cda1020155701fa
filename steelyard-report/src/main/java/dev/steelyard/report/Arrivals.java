package dev.steelyard.report;

import dev.steelyard.report.analysis.Arrival;
import dev.steelyard.report.analysis.RunAnalysis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether the treatment arrived: a line per change, the same in every renderer.
final class Arrivals {
    private Arrivals() {}

    /// `delivery: T1 4/12 cells of c1 (claude-code 2/6, opencode 2/6), control clean 12/12`.
    static List<String> lines(RunAnalysis analysis) {
        return analysis.arrivals().stream()
                .map(arrival -> "delivery: " + arrival.change() + " " + words(arrival))
                .toList();
    }

    private static String words(Arrival arrival) {
        if (arrival.arms().isEmpty()) {
            return "not visible: no prompt can show it";
        }
        Map<String, List<Arrival.Arm>> treated = arrival.arms().stream()
                .filter(Arrival.Arm::treated)
                .collect(Collectors.groupingBy(Arrival.Arm::condition, LinkedHashMap::new, Collectors.toList()));
        String reached = treated.entrySet().stream()
                .map(entry -> condition(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return (reached.isEmpty() ? "no treated cell observed" : reached) + control(arrival);
    }

    private static String condition(String condition, List<Arrival.Arm> arms) {
        String runners = arms.stream()
                .map(arm -> arm.runner() + " " + arm.reached() + "/" + arm.cells())
                .collect(Collectors.joining(", "));
        return reached(arms) + "/" + cells(arms) + " cells of " + condition + " (" + runners + ")";
    }

    private static String control(Arrival arrival) {
        var control = arrival.arms().stream().filter(arm -> !arm.treated()).toList();
        int clean = cells(control) - reached(control);
        return control.isEmpty() ? "" : ", control clean " + clean + "/" + cells(control);
    }

    private static int reached(List<Arrival.Arm> arms) {
        return arms.stream().mapToInt(Arrival.Arm::reached).sum();
    }

    private static int cells(List<Arrival.Arm> arms) {
        return arms.stream().mapToInt(Arrival.Arm::cells).sum();
    }

    static Html html(RunAnalysis analysis) {
        Html list = Stream.concat(lines(analysis).stream(), SelfReports.lines(analysis).stream())
                .map(line -> Html.element("li", Html.text(line)))
                .reduce(Html.NONE, Html::plus);
        return analysis.arrivals().isEmpty() && analysis.selfReports().isEmpty() ? Html.NONE : Html.element("ul", list);
    }

    static Map<String, @Nullable Object> json(Arrival arrival) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("change", arrival.change());
        json.put("visible", !arrival.arms().isEmpty());
        json.put("arms", arrival.arms().stream().map(Arrivals::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Arrival.Arm arm) {
        var json = new TreeMap<String, @Nullable Object>();
        json.put("runner", arm.runner());
        json.put("condition", arm.condition());
        json.put("treated", arm.treated());
        json.put("cells_reached", arm.reached());
        json.put("cells", arm.cells());
        return json;
    }
}
