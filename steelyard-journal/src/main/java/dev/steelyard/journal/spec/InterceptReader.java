package dev.steelyard.journal.spec;

import dev.steelyard.model.OtherHosts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A runner's `intercept`, and whether its texts go with it: the proxy's placeholders stand for nothing without it, and
/// an agent that is not told of the proxy would ask its provider.
final class InterceptReader {
    private static final String KEY = "intercept";
    private static final Map<String, OtherHosts> POLICIES =
            new TreeMap<>(Map.of("refuse", OtherHosts.REFUSE, "tunnel", OtherHosts.TUNNEL));
    private static final List<String> TEXTS = List.of("files", "env", "argv", "resume");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(proxy|ca|ca_bundle)}");

    private InterceptReader() {}

    /// Null where nothing is intercepted.
    static @Nullable OtherHosts read(Section top) {
        Optional<OtherHosts> others = top.has(KEY) ? others(top) : Optional.empty();
        List<ScalarNode> texts = TEXTS.stream()
                .filter(top::has)
                .flatMap(key -> scalars(top.at(key)))
                .toList();
        if (top.has(KEY) && others.isPresent()) {
            checkTold(top, texts);
        } else if (!top.has(KEY) || isNo(top.at(KEY))) {
            texts.forEach(text -> checkFree(top, text));
        }
        return others.orElse(null);
    }

    private static Optional<OtherHosts> others(Section top) {
        if (top.at(KEY) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return isNo(scalar) ? Optional.empty() : Optional.of(OtherHosts.REFUSE);
        }
        if (top.at(KEY) instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            top.problems()
                    .at(
                            scalar,
                            "intercept must be true, false or a mapping, got '" + scalar.getValue() + "'",
                            "for example intercept: true, or intercept: {other_hosts: tunnel}");
            return Optional.empty();
        }
        return top.section(KEY).map(section -> {
            try (section) {
                return section.choice("other_hosts", POLICIES, OtherHosts.REFUSE);
            }
        });
    }

    private static boolean isNo(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.BOOL)
                && !Boolean.parseBoolean(scalar.getValue());
    }

    private static void checkTold(Section top, List<ScalarNode> texts) {
        if (texts.stream().noneMatch(text -> text.getValue().contains("{proxy}"))) {
            top.problems()
                    .at(
                            top.at(KEY),
                            "nothing tells the agent of the proxy that intercepts it",
                            "for example env: {HTTPS_PROXY: \"{proxy}\"}");
        }
    }

    private static void checkFree(Section top, ScalarNode text) {
        Matcher placeholder = PLACEHOLDER.matcher(text.getValue());
        if (placeholder.find()) {
            top.problems()
                    .at(
                            text,
                            "'" + placeholder.group() + "' stands for nothing without a proxy",
                            "add intercept: true");
        }
    }

    private static Stream<ScalarNode> scalars(Node node) {
        return switch (node) {
            case ScalarNode scalar -> Stream.of(scalar);
            case SequenceNode sequence -> sequence.getValue().stream().flatMap(InterceptReader::scalars);
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .flatMap(tuple -> Stream.concat(scalars(tuple.getKeyNode()), scalars(tuple.getValueNode())));
            default -> Stream.of();
        };
    }
}
