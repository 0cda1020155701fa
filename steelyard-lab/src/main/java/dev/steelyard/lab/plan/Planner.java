package dev.steelyard.lab.plan;

import dev.steelyard.model.Block;
import dev.steelyard.model.Cell;
import dev.steelyard.model.CellId;
import dev.steelyard.model.ExperimentSpec;
import dev.steelyard.model.Philox;
import dev.steelyard.model.Pins;
import dev.steelyard.model.Plan;
import java.util.ArrayList;
import java.util.List;

/// Lays out the cells: blocks of all conditions of one (runner, task, repetition), in waves by repetition, all order
/// drawn from the experiment's seed.
///
/// The order is that of a randomised block design. A wave holds every block of one repetition in seeded order, so a run
/// stopped between waves is balanced. Two conditions run in permuted pairs (an even repetition reverses the one
/// before); more follow a seeded Williams square where there are repetitions enough, else a seeded shuffle.
public final class Planner {
    private final ExperimentSpec experiment;
    private final List<String> conditions;

    private Planner(ExperimentSpec experiment) {
        this.experiment = experiment;
        this.conditions = experiment.conditions().stream()
                .map(condition -> condition.name())
                .toList();
    }

    public static Plan plan(ExperimentSpec experiment, Pins pins) {
        return new Plan(Plan.SCHEMA_VERSION, experiment, pins, new Planner(experiment).blocks());
    }

    private record Place(String runner, String task) {}

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        int position = 1;
        for (int repetition = 1; repetition <= experiment.repetitions(); repetition++) {
            for (Place place : wave(repetition)) {
                var cells = new ArrayList<Cell>();
                for (String condition : order(place, repetition)) {
                    cells.add(cell(place, condition, repetition, position++));
                }
                blocks.add(new Block(blocks.size() + 1, place.runner(), place.task(), repetition, cells));
            }
        }
        return blocks;
    }

    private List<Place> wave(int repetition) {
        var places = new ArrayList<Place>();
        for (String runner : experiment.runners()) {
            experiment.tasks().forEach(task -> places.add(new Place(runner, task.id())));
        }
        new Philox(experiment.seed(), "wave", repetition).shuffle(places);
        return places;
    }

    private static Cell cell(Place place, String condition, int repetition, int position) {
        CellId id = CellId.of(place.runner(), condition, place.task(), repetition);
        return new Cell(id, place.runner(), condition, place.task(), repetition, position);
    }

    private List<String> order(Place place, int repetition) {
        String label = "order|" + place.runner() + "|" + place.task();
        if (conditions.size() == 2) {
            return pair(label, repetition);
        }
        if (conditions.size() > 2 && experiment.repetitions() >= conditions.size()) {
            return williamsRow(label, repetition);
        }
        return shuffled(label, repetition);
    }

    private List<String> pair(String label, int repetition) {
        boolean reverses = repetition % 2 == 0;
        List<String> first = shuffled(label, reverses ? repetition - 1 : repetition);
        return reverses ? first.reversed() : first;
    }

    private List<String> shuffled(String label, long replicate) {
        var order = new ArrayList<>(conditions);
        new Philox(experiment.seed(), label, replicate).shuffle(order);
        return order;
    }

    /// Row `repetition` of a Williams square over seeded labels, its rows in seeded order: every condition
    /// stands in every place equally often and follows every other equally often (Williams, "Experimental
    /// designs balanced for the estimation of residual effects of treatments", 1949).
    private List<String> williamsRow(String label, int repetition) {
        int n = conditions.size();
        List<String> names = shuffled(label, 0);
        int rows = n % 2 == 0 ? n : 2 * n;
        var rowOrder = new ArrayList<Integer>();
        for (int row = 0; row < rows; row++) {
            rowOrder.add(row);
        }
        new Philox(experiment.seed(), label + "|rows", (repetition - 1) / rows).shuffle(rowOrder);
        int row = rowOrder.get((repetition - 1) % rows);
        var order = new ArrayList<String>();
        for (int column = 0; column < n; column++) {
            order.add(names.get((zigzag(column, n) + row) % n));
        }
        return row < n ? order : order.reversed();
    }

    /// 0, 1, n−1, 2, n−2, …
    private static int zigzag(int column, int n) {
        return column % 2 == 1 ? (column + 1) / 2 : (n - column / 2) % n;
    }
}
