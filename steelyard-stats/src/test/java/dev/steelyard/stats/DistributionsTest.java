package dev.steelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionsTest {
    static Stream<Oracle.Case> student() {
        return Oracle.cases("special_functions.json", "qt");
    }

    static Stream<Oracle.Case> noncentral() {
        return Oracle.cases("special_functions.json", "nct");
    }

    @ParameterizedTest
    @MethodSource("student")
    void student_quantiles_agree_with_R(Oracle.Case oracle) {
        double[] df = oracle.inputs("df");
        double[] p = oracle.inputs("p");
        for (int row = 0; row < df.length; row++) {
            double[] expected = Oracle.doubles(oracle.expected("value").get(row));
            for (int column = 0; column < p.length; column++) {
                assertThat(StudentT.quantile(p[column], df[row]))
                        .isCloseTo(expected[column], oracle.near(expected[column]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("noncentral")
    void the_noncentral_t_agrees_with_R(Oracle.Case oracle) {
        double[] expected = Oracle.doubles(oracle.expected("value"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(NoncentralT.cdf(oracle.inputs("t")[i], oracle.inputs("df")[i], oracle.inputs("ncp")[i]))
                    .isCloseTo(expected[i], oracle.near(expected[i]));
        }
    }
}
