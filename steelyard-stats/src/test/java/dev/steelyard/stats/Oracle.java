package dev.steelyard.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers computed by other programs: `oracles/*.json`, each case with the call that made it.
final class Oracle {
    private static final JsonMapper JSON = new JsonMapper();

    private Oracle() {}

    static Stream<Case> cases(String file, String idStart) {
        try (InputStream bytes = Objects.requireNonNull(Oracle.class.getResourceAsStream("/oracles/" + file))) {
            return stream(JSON.readTree(bytes).get("cases"))
                    .map(Case::new)
                    .filter(it -> it.id().startsWith(idStart))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static double[] doubles(JsonNode array) {
        return stream(array).mapToDouble(JsonNode::asDouble).toArray();
    }

    record Case(JsonNode json) {
        String id() {
            return json.get("id").asString();
        }

        JsonNode input(String name) {
            return json.get("input").get(name);
        }

        JsonNode expected(String name) {
            return json.get("expected").get(name);
        }

        double[] inputs(String name) {
            return doubles(input(name));
        }

        double tolerance() {
            return json.get("tolerance").asDouble();
        }

        /// The file's relative tolerance at this value; a value of zero is met absolutely.
        Offset<Double> near(double value) {
            return Offset.offset(Math.max(tolerance() * Math.abs(value), tolerance() * 1e-3));
        }

        Offset<Double> near(String expected) {
            return near(expected(expected).asDouble());
        }

        @Override
        public String toString() {
            return id();
        }
    }
}
