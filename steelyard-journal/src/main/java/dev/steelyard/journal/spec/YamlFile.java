package dev.steelyard.journal.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// Opens a YAML 1.2 file as a tree of nodes that know their place.
final class YamlFile {
    private YamlFile() {}

    /// The file's top mapping, or empty with the reason among the problems.
    static Optional<Section> open(Path file, Problems problems) {
        return text(file, problems).flatMap(text -> parse(text, problems));
    }

    static Optional<String> text(Path file, Problems problems) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            problems.at((Node) null, "there is no such file", "");
        } catch (CharacterCodingException _) {
            problems.at((Node) null, "the file is not UTF-8 text", "");
        } catch (IOException e) {
            problems.at((Node) null, "the file cannot be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private static Optional<Section> parse(String text, Problems problems) {
        var settings =
                LoadSettings.builder().setLabel(problems.file().toString()).build();
        try {
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
            if (top instanceof MappingNode mapping) {
                return Optional.of(new Section(mapping, "", problems));
            }
            problems.at(top, "the file must be a mapping of keys to values", "");
        } catch (MarkedYamlEngineException e) {
            String what = e.getProblem() == null ? "YAML syntax error" : e.getProblem();
            problems.at(e.getProblemMark().orElse(null), "YAML: " + what, e.getContext() == null ? "" : e.getContext());
        } catch (YamlEngineException e) {
            problems.at((Node) null, "YAML: " + e.getMessage(), "");
        }
        return Optional.empty();
    }
}
