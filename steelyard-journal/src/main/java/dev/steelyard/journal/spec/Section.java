package dev.steelyard.journal.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A mapping being read. Every getter records what is wrong and returns a stand-in, so that one pass finds every
/// mistake; [#close] then names the keys nobody asked for.
final class Section implements AutoCloseable {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");

    /// What YAML 1.2's core schema, and so an editor, takes for null.
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, SpecProblem> missing = new LinkedHashMap<>();

    /// A key, its value, and where both stand.
    record Entry(String name, Node key, Node value) {}

    /// A text and where it stands.
    record Text(String value, Node node) {}

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
        var entry = new Entry(key.getValue(), key, tuple.getValueNode());
        Entry first = entries.putIfAbsent(entry.name(), entry);
        if (first != null) {
            problems.at(
                    key,
                    "the key '" + entry.name() + "' stands here twice",
                    "the first is in " + Problems.line(first.key));
        }
    }

    Problems problems() {
        return problems;
    }

    /// The value's node, or the section's own where the key is missing: somewhere to point at.
    Node at(String key) {
        Entry entry = entries.get(key);
        return entry == null ? node : entry.value();
    }

    boolean isEmpty() {
        return node.getValue().isEmpty();
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /// As [#has], and a problem if it is not there.
    boolean require(String key, String example) {
        if (!has(key)) {
            missing.put(key, problems.at(node, "the key '" + name(key) + "' is missing", "add " + example));
        }
        return has(key);
    }

    /// A required text that is not empty.
    String text(String key) {
        Optional<String> text = required(key).flatMap(value -> scalar(key, value));
        if (text.isPresent() && text.get().isEmpty()) {
            problems.at(at(key), name(key) + " must not be empty", "");
        }
        return text.orElse("");
    }

    /// A required text that may be empty.
    String anyText(String key) {
        return required(key).flatMap(value -> scalar(key, value)).orElse("");
    }

    String text(String key, String otherwise) {
        return optional(key).flatMap(value -> scalar(key, value)).orElse(otherwise);
    }

    /// An optional text that, if there, is not empty.
    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    long integer(String key, long otherwise, long least, long most) {
        return parsed(
                        key,
                        false,
                        "a whole number from " + least + " to " + most,
                        text -> whole(text)
                                .filter(number -> number.compareTo(BigInteger.valueOf(least)) >= 0)
                                .filter(number -> number.compareTo(BigInteger.valueOf(most)) <= 0)
                                .map(BigInteger::longValueExact))
                .orElse(otherwise);
    }

    private static Optional<BigInteger> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    double number(String key, double otherwise, double least, double most) {
        String range = "a number from " + (long) least + " to " + (long) most;
        return parsed(key, false, range, text -> real(text).filter(number -> number >= least && number <= most))
                .orElse(otherwise);
    }

    double share(String key, double otherwise) {
        return number(key, otherwise, 0, 1);
    }

    private static Optional<Double> real(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Decimal text, so that no amount passes through a binary fraction.
    Optional<BigDecimal> decimal(String key) {
        return parsed(
                key,
                true,
                "a decimal amount such as \"3.00\"",
                text -> AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty());
    }

    <E> E choice(String key, Map<String, E> choices, E otherwise) {
        Optional<String> text = optional(key).flatMap(value -> scalar(key, value));
        return text.map(chosen -> chosen(key, chosen, choices, otherwise)).orElse(otherwise);
    }

    /// A required word out of a list.
    String choice(String key, Collection<String> choices) {
        Optional<String> text = required(key).flatMap(value -> scalar(key, value));
        text.filter(chosen -> !choices.contains(chosen)).ifPresent(chosen -> notAChoice(key, chosen, choices));
        return text.orElse("");
    }

    private <E> E chosen(String key, String chosen, Map<String, E> choices, E otherwise) {
        E value = choices.get(chosen);
        if (value == null) {
            notAChoice(key, chosen, choices.keySet());
            return otherwise;
        }
        return value;
    }

    private void notAChoice(String key, String chosen, Collection<String> choices) {
        problems.at(at(key), "'" + chosen + "' is not a value of " + name(key), Suggestion.hint(chosen, choices));
    }

    List<String> strings(String key) {
        return texts(key).stream().map(Text::value).toList();
    }

    List<Text> texts(String key) {
        return optional(key).map(value -> texts(key, value)).orElse(List.of());
    }

    /// A required list that is not empty.
    List<Text> filled(String key, String example) {
        return required(key, example)
                .map(value -> {
                    notEmpty(key, value, example);
                    return texts(key, value);
                })
                .orElse(List.of());
    }

    List<Text> texts(String key, Node value) {
        var texts = new ArrayList<Text>();
        for (Node item : items(key, value)) {
            scalarOf("each of " + name(key), item).ifPresent(text -> texts.add(new Text(text, item)));
        }
        return texts;
    }

    /// A mapping of keys the user chose to texts.
    Map<String, String> textMap(String key) {
        var map = new LinkedHashMap<String, String>();
        entries(key)
                .forEach(entry ->
                        scalar(key + "." + entry.name(), entry.value()).ifPresent(text -> map.put(entry.name(), text)));
        return map;
    }

    Optional<Section> section(String key) {
        return optional(key).flatMap(value -> asSection(key, value));
    }

    Optional<Section> requiredSection(String key) {
        return required(key).flatMap(value -> asSection(key, value));
    }

    /// An optional list of mappings that, if there, is not empty.
    List<Section> sections(String key) {
        return has(key) ? requiredSections(key) : List.of();
    }

    List<Section> requiredSections(String key) {
        var sections = new ArrayList<Section>();
        required(key).ifPresent(value -> {
            notEmpty(key, value, "");
            items(key, value).forEach(item -> section(key, "each of ", item).ifPresent(sections::add));
        });
        return sections;
    }

    /// The entries of a mapping whose keys are names the user chose.
    List<Entry> entries(String key) {
        return optional(key)
                .flatMap(value -> asSection(key, value))
                .map(section -> List.copyOf(section.entries.values()))
                .orElse(List.of());
    }

    /// Every key, for a mapping whose keys are names.
    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    List<String> names(String key) {
        return entries(key).stream().map(Entry::name).toList();
    }

    Optional<Section> asSection(String key, Node value) {
        return section(key, "", value);
    }

    private Optional<Section> section(String key, String quantity, Node value) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, name(key), problems));
        }
        problems.at(value, quantity + name(key) + " must be a mapping of keys to values", "");
        return Optional.empty();
    }

    /// Names every key that no getter asked for. A required key that one of them meant is not missing besides.
    @Override
    public void close() {
        List<String> absent =
                known.stream().filter(key -> !entries.containsKey(key)).toList();
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.name())) {
                problems.at(
                        entry.key(), "unknown key '" + name(entry.name()) + "'", Suggestion.hint(entry.name(), absent));
                Suggestion.nearest(entry.name(), absent)
                        .flatMap(meant -> Optional.ofNullable(missing.get(meant)))
                        .ifPresent(problems::withdraw);
            }
        }
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<Node> optional(String key) {
        known.add(key);
        Entry entry = entries.get(key);
        if (entry != null && isNull(entry.value())) {
            problems.at(entry.key(), "the key '" + name(key) + "' has no value", "write one, or remove the key");
            return Optional.empty();
        }
        return Optional.ofNullable(entry).map(Entry::value);
    }

    private Optional<Node> required(String key) {
        return required(key, key + ": …");
    }

    private Optional<Node> required(String key, String example) {
        require(key, example);
        return optional(key);
    }

    private void notEmpty(String key, Node value, String example) {
        if (value instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            problems.at(value, name(key) + " must not be empty", example.isEmpty() ? "" : "for example " + example);
        }
    }

    private List<Node> items(String key, Node value) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.at(
                value,
                name(key) + " must be a list",
                "for example " + key.substring(key.lastIndexOf('.') + 1) + ": [first, second]");
        return List.of();
    }

    private Optional<String> scalar(String key, Node value) {
        return scalarOf(name(key), value);
    }

    private Optional<String> scalarOf(String what, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.at(value, what + " must be a single value", "");
            return Optional.empty();
        }
        if (isNull(scalar)) {
            problems.at(value, what + " must have a value", "write \"\" for an empty text");
            return Optional.empty();
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            problems.at(value, what + " must not hold a NUL character", "");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && !scalar.getTag().equals(Tag.BOOL)
                && NULLS.contains(scalar.getValue());
    }

    private <T> Optional<T> parsed(
            String key, boolean quotable, String expected, Function<String, Optional<T>> parser) {
        Optional<Node> node = optional(key);
        Optional<String> text = node.flatMap(value -> scalar(key, value));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parser.apply(text.get());
        boolean needlessText = !quotable && node.orElseThrow().getTag().equals(Tag.STR);
        if (needlessText || value.isEmpty()) {
            problems.at(
                    at(key),
                    name(key) + " must be " + expected + ", got '" + text.get() + "'",
                    value.isPresent() ? "write it as a plain number, without quotes" : "");
            return Optional.empty();
        }
        return value;
    }
}
