package dev.steelyard.journal.litellm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// An entry's fields under any of the names they go by. A dot leads into a mapping; a mapping may also be a text that
/// holds JSON, as database exports have it.
record Fields(JsonNode object) {
    /// No call has so many, and sums of these stay far from overflow.
    static final long MOST_TOKENS = 1_000_000_000L;

    private static final int LONGEST_NUMBER = 40;

    /// A value that cannot be what its field holds.
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String what) {
            super(what);
        }
    }

    JsonNode at(String path) {
        JsonNode node = object;
        for (String name : path.split("\\.", -1)) {
            node = mapping(node).path(name);
        }
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    private static JsonNode mapping(JsonNode node) {
        String text = node.isString() ? node.stringValue().strip() : "";
        if (!text.startsWith("{")) {
            return node;
        }
        try {
            return LogReader.JSON.readTree(text);
        } catch (JacksonException _) {
            // A text that only looks like a mapping: it has none of the fields.
            return MissingNode.getInstance();
        }
    }

    /// The first of the paths that leads to a mapping.
    Optional<Fields> inside(List<String> paths) {
        return paths.stream()
                .map(path -> mapping(at(path)))
                .filter(JsonNode::isObject)
                .map(Fields::new)
                .findFirst();
    }

    Optional<String> text(List<String> paths) {
        return paths.stream()
                .map(this::at)
                .filter(node -> node.isString() || node.isNumber())
                .map(node -> node.isString() ? node.stringValue() : node.toString())
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    boolean isTrue(String path) {
        JsonNode node = at(path);
        return node.isBoolean() ? node.booleanValue() : node.isString() && "true".equalsIgnoreCase(node.stringValue());
    }

    boolean has(String path) {
        return !at(path).isMissingNode();
    }

    /// The first of the paths that holds a number.
    ///
    /// @throws Unfit if it is none
    Optional<BigDecimal> number(List<String> paths) {
        for (String path : paths) {
            JsonNode node = at(path);
            if (!node.isMissingNode() && !(node.isString() && node.stringValue().isBlank())) {
                return Optional.of(number(path, node));
            }
        }
        return Optional.empty();
    }

    private static BigDecimal number(String path, JsonNode node) {
        if (node.isNumber()) {
            return sane(path, node.decimalValue());
        }
        String text = node.isString() ? node.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            throw new Unfit("'" + path + "' is not a number");
        }
        try {
            return sane(path, new BigDecimal(text));
        } catch (NumberFormatException _) {
            throw new Unfit("'" + path + "' is not a number");
        }
    }

    /// Numbers of a billion digits are written in a dozen characters; arithmetic and printing would choke on them.
    private static BigDecimal sane(String path, BigDecimal number) {
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new Unfit("'" + path + "' is not a number that anything measures");
        }
        return number;
    }

    /// @throws Unfit if a number anywhere in it could not be written again
    Fields checked() {
        check(object);
        return this;
    }

    private static void check(JsonNode node) {
        if (node.isBigDecimal()) {
            sane("usage", node.decimalValue());
        }
        node.forEach(Fields::check);
    }

    /// A count of tokens; the largest where several of the paths have one, 0 where none has.
    ///
    /// @throws Unfit if one is negative, broken or impossibly large
    long largest(List<String> paths) {
        long largest = 0;
        for (String path : paths) {
            largest = Math.max(
                    largest, number(List.of(path)).map(n -> count(path, n)).orElse(0L));
        }
        return largest;
    }

    Optional<Long> count(List<String> paths) {
        return paths.stream().filter(this::has).findFirst().map(path -> largest(List.of(path)));
    }

    private static long count(String path, BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(MOST_TOKENS)) > 0) {
            throw new Unfit("'" + path + "' is not a count of tokens between 0 and " + MOST_TOKENS);
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException _) {
            throw new Unfit("'" + path + "' is not a whole number");
        }
    }
}
