package dev.steelyard.lab.plan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.lab.Experiments;
import dev.steelyard.model.Block;
import dev.steelyard.model.Cell;
import dev.steelyard.model.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static Plan plan(int runners, int conditions, int tasks, int repetitions, long seed) {
        var experiment = Experiments.of(
                Experiments.named("runner", runners),
                Experiments.named("c", conditions),
                Experiments.named("task", tasks),
                repetitions,
                seed);
        return Planner.plan(experiment, Experiments.NO_PINS);
    }

    private static List<String> order(Block block) {
        return block.cells().stream().map(Cell::condition).toList();
    }

    @ParameterizedTest
    @CsvSource({"2,2,3,2", "1,1,1,1", "2,3,2,2", "1,4,2,9", "3,5,4,3"})
    void every_cell_of_the_matrix_is_planned_exactly_once(int runners, int conditions, int tasks, int repetitions) {
        // When
        Plan plan = plan(runners, conditions, tasks, repetitions, 7);

        // Then
        assertThat(plan.cells()).hasSize(runners * conditions * tasks * repetitions);
        assertThat(new HashSet<>(plan.cells().stream().map(Cell::id).toList()))
                .hasSize(plan.cells().size());
    }

    @Test
    void a_block_holds_every_condition_of_one_runner_task_and_repetition() {
        for (Block block : plan(2, 3, 4, 2, 11).blocks()) {
            assertThat(order(block)).containsExactlyInAnyOrder("c1", "c2", "c3");
            assertThat(block.cells()).allSatisfy(cell -> {
                assertThat(cell.runner()).isEqualTo(block.runner());
                assertThat(cell.task()).isEqualTo(block.task());
                assertThat(cell.repetition()).isEqualTo(block.repetition());
            });
        }
    }

    @Test
    void positions_number_the_cells_in_the_order_they_run() {
        List<Cell> cells = plan(2, 2, 3, 2, 5).cells();
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).position()).isEqualTo(i + 1);
        }
    }

    @Test
    void a_repetition_is_over_before_the_next_begins() {
        List<Integer> repetitions =
                plan(2, 2, 3, 4, 5).blocks().stream().map(Block::repetition).toList();
        assertThat(repetitions).isSorted();
    }

    @Test
    void two_conditions_swap_places_from_an_odd_repetition_to_the_next() {
        // Given
        Plan plan = plan(2, 2, 5, 4, 99);

        // When
        Map<String, List<String>> first = new HashMap<>();
        plan.blocks().stream()
                .filter(block -> block.repetition() % 2 == 1)
                .forEach(block -> first.put(place(block, block.repetition()), order(block)));

        // Then
        plan.blocks().stream()
                .filter(block -> block.repetition() % 2 == 0)
                .forEach(block -> assertThat(order(block))
                        .isEqualTo(requireNonNull(first.get(place(block, block.repetition() - 1)))
                                .reversed()));
    }

    private static String place(Block block, int repetition) {
        return block.runner() + block.task() + repetition;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void with_repetitions_enough_every_condition_stands_everywhere_and_follows_every_other_equally_often(int n) {
        // Given a whole number of Williams squares
        int repetitions = n % 2 == 0 ? n : 2 * n;

        // When
        Plan plan = plan(1, n, 1, repetitions, 3);

        // Then
        var places = new HashMap<String, Integer>();
        var successions = new HashMap<String, Integer>();
        for (Block block : plan.blocks()) {
            List<String> order = order(block);
            for (int i = 0; i < n; i++) {
                places.merge(order.get(i) + "@" + i, 1, Integer::sum);
                if (i > 0) {
                    successions.merge(order.get(i - 1) + ">" + order.get(i), 1, Integer::sum);
                }
            }
        }
        assertThat(places).hasSize(n * n);
        assertThat(new HashSet<>(places.values())).containsExactly(repetitions / n);
        assertThat(successions).hasSize(n * (n - 1));
        assertThat(new HashSet<>(successions.values())).hasSize(1);
    }

    @Test
    void the_same_seed_gives_the_same_order_and_another_seed_another() {
        assertThat(plan(2, 2, 6, 4, 1).blocks()).isEqualTo(plan(2, 2, 6, 4, 1).blocks());
        assertThat(plan(2, 2, 6, 4, 2).blocks())
                .isNotEqualTo(plan(2, 2, 6, 4, 1).blocks());
    }

    @Test
    void over_many_seeds_each_condition_comes_first_about_equally_often() {
        long first = 0;
        int seeds = 2000;
        for (int seed = 0; seed < seeds; seed++) {
            first +=
                    order(plan(1, 2, 1, 1, seed).blocks().getFirst()).getFirst().equals("c1") ? 1 : 0;
        }
        // Four standard deviations of a fair coin.
        assertThat(Math.abs(first - seeds / 2.0)).isLessThan(4 * Math.sqrt(seeds) / 2);
    }
}
