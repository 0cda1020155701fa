package dev.steelyard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.Philox;
import dev.steelyard.stats.Bootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The resamples of the project's own random numbers, against a second implementation: no Monte Carlo tolerance.
class BootstrapBitsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-10);

    @Test
    void replicates_and_limits_agree_with_a_second_implementation() throws IOException {
        var oracle = oracle("boot_gmr_T12");
        var input = oracle.get("input");
        var expected = oracle.get("expected");
        double[] differences = differences(input);
        var bootstrap = Bootstrap.of(
                b -> new Philox(input.get("seed").asLong(), input.get("label").asString(), b));

        double[] replicates = bootstrap.run(differences.length, drawn -> meanOf(differences, drawn));
        double[] first = doubles(expected.get("first_replicates"));
        assertThat(Arrays.copyOf(replicates, first.length)).containsExactly(first, EXACT);
        assertThat(Arrays.stream(replicates).sum())
                .isCloseTo(expected.get("sum_of_all_replicates").asDouble(), Offset.offset(1e-7));

        Arrays.sort(replicates);
        double[] limits = doubles(expected.get("percentile_log"));
        assertThat(replicates[249]).isCloseTo(limits[0], EXACT);
        assertThat(replicates[9_749]).isCloseTo(limits[1], EXACT);
    }

    private static double[] differences(JsonNode input) {
        double[] a = doubles(input.get("A"));
        double[] b = doubles(input.get("B"));
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.log(b[i]) - Math.log(a[i]))
                .toArray();
    }

    private static double meanOf(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).sum() / drawn.length;
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static JsonNode oracle(String id) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(
                BootstrapBitsTest.class.getResourceAsStream("/oracles/bootstrap_bitexact.json"))) {
            return StreamSupport.stream(
                            new JsonMapper().readTree(bytes).get("cases").spliterator(), false)
                    .filter(it -> it.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
