package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.stats.SuccessShare.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run of 2 runners, 3 conditions, 10 tasks and 3 repetitions with timeouts, lost and missing cells, against a
/// second implementation of every formula.
class WholeRunTest {
    private static final double LEVEL = 0.95;
    private static final Percentage CLOSE = Percentage.withPercentage(1e-7);
    private static final List<Map<String, String>> CELLS = new ArrayList<>();
    private static final Map<String, JsonNode> EXPECTED = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        List<String> lines = text("e2e_cells.csv").lines().toList();
        String[] names = lines.getFirst().split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            var cell = new HashMap<String, String>();
            for (int i = 0; i < names.length; i++) {
                cell.put(names[i], values[i]);
            }
            if (!Objects.equals(cell.get("status"), "infra_error")) {
                CELLS.add(cell);
            }
        }
        EXPECTED.put("run", new JsonMapper().readTree(text("e2e.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "alpha,lean,latency_s,latency_gmr",
        "beta,lean,latency_s,latency_gmr",
        "alpha,full,cost_usd,cost_gmr",
        "beta,full,cost_usd,cost_gmr",
        "beta,lean,input_tokens,input_tokens_gmr",
        "alpha,full,output_tokens,output_tokens_gmr"
    })
    void a_runner_alone(String runner, String condition, String column, String method) {
        var expected = expected("per_runner").get(runner + "/" + condition).get(method);
        assertMatches(expected, PairedRatio.of(arms(runner, condition, column), LEVEL));
    }

    @ParameterizedTest
    @CsvSource({"lean,cost_usd,cost_gmr", "lean,latency_s,latency_gmr", "full,cost_usd,cost_gmr"})
    void all_runners_together(String condition, String column, String method) {
        var strata = List.of(arms("alpha", condition, column), arms("beta", condition, column));
        assertMatches(expected("pooled").get(condition).get(method), PairedRatio.pooled(strata, LEVEL));
    }

    @ParameterizedTest
    @CsvSource({"alpha,lean", "beta,lean", "alpha,full", "beta,full"})
    void success(String runner, String condition) {
        var expected = expected("per_runner").get(runner + "/" + condition).get("success");
        var difference = SuccessShare.difference(share(runner, "base"), share(runner, condition), LEVEL);
        assertThat(difference.interval().orElseThrow().lo())
                .isCloseTo(expected.get("ci").get(0).asDouble(), CLOSE);
        assertThat(difference.interval().orElseThrow().hi())
                .isCloseTo(expected.get("ci").get(1).asDouble(), CLOSE);
    }

    @Test
    void a_zero_is_never_taken_for_a_small_number() {
        var estimate = PairedRatio.of(arms("alpha", "lean", "cache_read_tokens"), LEVEL);
        assertThat(estimate.warnings()).contains(Warning.NOT_POSITIVE);
    }

    private static void assertMatches(JsonNode expected, Estimate actual) {
        assertThat(actual.units()).isEqualTo(expected.get("tasks").asInt());
        assertThat(actual.center().orElseThrow())
                .isCloseTo(expected.get("ratio").asDouble(), CLOSE);
        assertThat(actual.standardError().orElseThrow())
                .isCloseTo(expected.get("se_log").asDouble(), CLOSE);
        assertThat(actual.p().orElseThrow()).isCloseTo(expected.get("p").asDouble(), CLOSE);
        assertThat(actual.interval().orElseThrow().lo())
                .isCloseTo(expected.get("ci").get(0).asDouble(), CLOSE);
        assertThat(actual.interval().orElseThrow().hi())
                .isCloseTo(expected.get("ci").get(1).asDouble(), CLOSE);
    }

    private static Arms arms(String runner, String condition, String column) {
        return new Arms(samples(runner, "base", column), samples(runner, condition, column));
    }

    private static Map<String, Sample> samples(String runner, String condition, String column) {
        return byTask(
                runner,
                condition,
                cells -> Sample.of(
                        cells.stream().mapToDouble(cell -> number(cell, column)).toArray()));
    }

    private static SuccessShare share(String runner, String condition) {
        return new SuccessShare(byTask(
                runner,
                condition,
                cells -> new Tally(
                        cells.stream()
                                .mapToInt(cell -> (int) number(cell, "success"))
                                .sum(),
                        cells.size())));
    }

    private static <T> Map<String, T> byTask(
            String runner, String condition, Function<List<Map<String, String>>, T> gather) {
        var cells = new TreeMap<String, List<Map<String, String>>>();
        for (var cell : CELLS) {
            if (Objects.equals(cell.get("runner"), runner) && Objects.equals(cell.get("condition"), condition)) {
                cells.computeIfAbsent(Objects.requireNonNull(cell.get("task")), _ -> new ArrayList<>())
                        .add(cell);
            }
        }
        var gathered = new TreeMap<String, T>();
        cells.forEach((task, list) -> gathered.put(task, gather.apply(list)));
        return gathered;
    }

    private static double number(Map<String, String> cell, String column) {
        return Double.parseDouble(Objects.requireNonNull(cell.get(column)));
    }

    private static JsonNode expected(String part) {
        return Objects.requireNonNull(EXPECTED.get("run")).get(part);
    }

    private static String text(String file) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(WholeRunTest.class.getResourceAsStream("/oracles/" + file))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
