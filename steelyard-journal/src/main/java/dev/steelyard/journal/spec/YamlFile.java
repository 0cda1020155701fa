package dev.steelyard.journal.spec;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Opens a YAML 1.2 file as a tree of nodes that know their place.
///
/// A file that would take long to read, by its depth or by aliases of aliases, is refused before anyone walks it.
final class YamlFile {
    static final int MOST_LEVELS = 64;
    static final int MOST_NODES = 100_000;

    private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final Problems problems;
    private final LoadSettings settings;
    private int nodes;

    private YamlFile(Problems problems) {
        this.problems = problems;
        this.settings = LoadSettings.builder()
                .setLabel(problems.file().toString())
                .setAllowNonScalarKeys(true)
                .build();
    }

    /// The file's top mapping, or empty with the reason among the problems.
    static Optional<Section> open(Path file, Problems problems) {
        return SourceText.read(file, problems::at).flatMap(text -> new YamlFile(problems).parse(text));
    }

    /// As [#open(Path,Problems)], of a file whose bytes are at hand.
    static Optional<Section> open(byte[] bytes, Problems problems) {
        return SourceText.decode(bytes, problems::at).flatMap(text -> new YamlFile(problems).parse(text));
    }

    private Optional<Section> parse(String text) {
        try {
            return tooDeep(text) ? Optional.empty() : compose(text);
        } catch (MarkedYamlEngineException e) {
            syntaxError(e);
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            problems.at(
                    (int) before.chars().filter(c -> c == '\n').count() + 1,
                    before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1,
                    "YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()),
                    "write it as an escape in double quotes");
        } catch (YamlEngineException e) {
            problems.at((Node) null, "YAML: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private void syntaxError(MarkedYamlEngineException e) {
        String what = e.getProblem() == null ? "syntax error" : e.getProblem();
        String began = e.getContextMark()
                .map(mark -> e.getContext() + " that began in line " + (mark.getLine() + 1))
                .orElse("");
        boolean tab = what.contains("(TAB)");
        problems.at(
                e.getProblemMark().orElse(null),
                tab ? "YAML: a tab cannot begin a value" : "YAML: " + what,
                tab ? "indent with spaces" : began);
    }

    /// Looks at the events, which nest without a stack, before [Compose] recurses into them.
    private boolean tooDeep(String text) {
        int level = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++level > MOST_LEVELS) {
                problems.at(event.getStartMark().orElse(null), "nested deeper than " + MOST_LEVELS + " levels", "");
                return true;
            }
            if (event instanceof CollectionEndEvent) {
                level--;
            }
        }
        return false;
    }

    private Optional<Section> compose(String text) {
        Iterator<Node> documents =
                new Compose(settings).composeAllFromString(text).iterator();
        if (!documents.hasNext()) {
            problems.at((Node) null, "the file is empty", "");
            return Optional.empty();
        }
        Node top = documents.next();
        if (documents.hasNext()) {
            problems.at(documents.next(), "a second YAML document begins here", "keep one document in a file");
        }
        if (!finite(top, 1)) {
            return Optional.empty();
        }
        if (top instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, "", problems));
        }
        problems.at(top, "the file must be a mapping of keys to values", "");
        return Optional.empty();
    }

    /// Whether the tree, its aliases followed, is small and has an end.
    private boolean finite(Node node, int level) {
        if (++nodes > MOST_NODES || level > MOST_LEVELS) {
            problems.at(node, "the aliases make the file grow without end", "write it out");
            return false;
        }
        if (!TAGS.contains(node.getTag())) {
            problems.at(node, "the tag '" + node.getTag().getValue() + "' means nothing here", "remove it");
        }
        for (Node child : children(node)) {
            if (!finite(child, level + 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<Node> children(Node node) {
        return switch (node) {
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                        .toList();
            case SequenceNode sequence -> sequence.getValue();
            default -> List.of();
        };
    }
}
