package dev.steelyard.journal.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping being read. Every getter records what is wrong and returns a stand-in, so that one pass finds every
/// mistake; [#close] then names the keys nobody asked for.
final class Section implements AutoCloseable {
    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new java.util.LinkedHashSet<>();

    Section(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            put(tuple);
        }
    }

    private void put(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.at(tuple.getKeyNode(), "a key must be plain text", "");
            return;
        }
        if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            problems.at(key, "the key '" + key.getValue() + "' stands here twice", "");
        }
        keys.putIfAbsent(key.getValue(), key);
    }

    Problems problems() {
        return problems;
    }

    /// The value's node, or the section's own where the key is missing: somewhere to point at.
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    String text(String key) {
        return required(key).flatMap(value -> scalar(key, value)).orElse("");
    }

    String text(String key, String otherwise) {
        return optional(key).flatMap(value -> scalar(key, value)).orElse(otherwise);
    }

    @Nullable
    String textOrNull(String key) {
        return optional(key).flatMap(value -> scalar(key, value)).orElse(null);
    }

    long integer(String key, long otherwise, long least) {
        return parsed(key, Long::parseLong, number -> number >= least, "a whole number of at least " + least)
                .orElse(otherwise);
    }

    double number(String key, double otherwise, double least) {
        return parsed(
                        key,
                        Double::parseDouble,
                        number -> number >= least && Double.isFinite(number),
                        "a number of at least " + least)
                .orElse(otherwise);
    }

    double share(String key, double otherwise) {
        return parsed(key, Double::parseDouble, number -> number >= 0 && number <= 1, "a number from 0 to 1")
                .orElse(otherwise);
    }

    /// Decimal text, so that no amount passes through a binary fraction.
    Optional<BigDecimal> decimal(String key) {
        return parsed(key, BigDecimal::new, amount -> amount.signum() >= 0, "a decimal amount such as \"3.00\"");
    }

    <E extends Enum<E>> E choice(String key, Map<String, E> choices, E otherwise) {
        Optional<String> text = optional(key).flatMap(value -> scalar(key, value));
        if (text.isPresent() && !choices.containsKey(text.get())) {
            problems.at(
                    at(key),
                    "'" + text.get() + "' is not a value of " + name(key),
                    Suggestion.hint(text.get(), choices.keySet()));
        }
        return text.map(chosen -> choices.getOrDefault(chosen, otherwise)).orElse(otherwise);
    }

    List<String> texts(String key) {
        return optional(key).map(value -> texts(key, value)).orElse(List.of());
    }

    List<String> texts(String key, Node value) {
        var texts = new ArrayList<String>();
        for (Node item : items(key, value)) {
            scalar(key, item).ifPresent(texts::add);
        }
        return texts;
    }

    Map<String, String> textMap(String key) {
        var map = new LinkedHashMap<String, String>();
        entries(key).forEach((name, value) -> scalar(key + "." + name, value).ifPresent(text -> map.put(name, text)));
        return map;
    }

    Optional<Section> section(String key) {
        return optional(key).flatMap(value -> asSection(key, value));
    }

    Optional<Section> requiredSection(String key) {
        return required(key).flatMap(value -> asSection(key, value));
    }

    List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        optional(key)
                .map(value -> items(key, value))
                .orElse(List.of())
                .forEach(item -> asSection(key, item).ifPresent(sections::add));
        return sections;
    }

    /// The entries of a mapping whose keys are names the user chose.
    Map<String, Node> entries(String key) {
        return optional(key)
                .flatMap(value -> asSection(key, value))
                .map(section -> section.values)
                .orElse(new LinkedHashMap<>());
    }

    Optional<Section> asSection(String key, Node value) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, name(key), problems));
        }
        problems.at(value, name(key) + " must be a mapping of keys to values", "");
        return Optional.empty();
    }

    Node keyNode(String key) {
        return keys.getOrDefault(key, node);
    }

    /// Names every key that no getter asked for.
    @Override
    public void close() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.at(keyNode(key), "unknown key '" + name(key) + "'", Suggestion.hint(key, missingFirst()));
            }
        }
    }

    private List<String> missingFirst() {
        var absent = known.stream().filter(key -> !values.containsKey(key)).collect(Collectors.toList());
        return absent.isEmpty() ? List.copyOf(known) : absent;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<Node> optional(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private Optional<Node> required(String key) {
        Optional<Node> value = optional(key);
        if (value.isEmpty()) {
            problems.at(node, "the key '" + name(key) + "' is missing", "");
        }
        return value;
    }

    private List<Node> items(String key, Node value) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.at(value, name(key) + " must be a list", "");
        return List.of();
    }

    private Optional<String> scalar(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.at(value, name(key) + " must be a single value", "");
        return Optional.empty();
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parser, Predicate<T> valid, String expected) {
        Optional<String> text = optional(key).flatMap(value -> scalar(key, value));
        try {
            Optional<T> value = text.map(parser);
            if (value.isEmpty() || valid.test(value.get())) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Reported below with the out-of-range values: to the writer both are the same mistake.
        }
        problems.at(at(key), name(key) + " must be " + expected + ", got '" + text.orElse("") + "'", "");
        return Optional.empty();
    }
}
