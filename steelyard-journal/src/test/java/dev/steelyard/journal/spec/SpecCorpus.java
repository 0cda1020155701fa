package dev.steelyard.journal.spec;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.steelyard.journal.Json;
import dev.steelyard.journal.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/// The files under `src/test/resources/spec`: `valid` and `invalid`, and in each a folder per schema.
///
/// An invalid file states the problems it must give in comments, `# expect LINE:COLUMN what | hint`, and, where its
/// mistake is none for a schema, `# beyond the schema: why`.
final class SpecCorpus {
    static final Set<String> RUNNERS = Set.of("claude-code", "opencode");

    /// On which prices are looked up.
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static final Path ROOT = Path.of("src/test/resources/spec");
    private static final String EXPECT = "# expect ";
    private static final String BEYOND = "# beyond the schema: ";
    private static final Map<String, Schema> SCHEMAS =
            Schemas.names().stream().collect(Collectors.toMap(Function.identity(), SpecCorpus::schema));

    private SpecCorpus() {}

    static Stream<Path> valid() {
        return files("valid");
    }

    static Stream<Path> invalid() {
        return files("invalid");
    }

    private static Stream<Path> files(String kind) {
        try (Stream<Path> walk = Files.walk(ROOT.resolve(kind))) {
            return walk.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the reader of this kind of file says of it.
    static List<SpecProblem> problems(Path file) {
        try {
            switch (kind(file)) {
                case "experiment" -> ExperimentFile.read(file, RUNNERS, DAY);
                case "runner" -> RunnerFile.read(file);
                case "trajectory" -> trajectory(file);
                default -> throw new IllegalArgumentException("no reader for " + file);
            }
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }

    private static void trajectory(Path file) {
        var problems = new Problems(file);
        new TrajectoryReader(problems).read();
        problems.throwIfAny();
    }

    /// One problem as the corpus writes it: in another file it begins with that file's name.
    static String line(Path file, SpecProblem problem) {
        String elsewhere = problem.file().endsWith(file) ? "" : problem.file().getFileName() + ":";
        String hint = problem.hint().isEmpty() ? "" : " | " + problem.hint();
        return elsewhere + problem.line() + ":" + problem.column() + " " + problem.what() + hint;
    }

    static List<String> expected(Path file) {
        return comments(file, EXPECT);
    }

    static boolean beyondSchema(Path file) {
        return !comments(file, BEYOND).isEmpty();
    }

    private static List<String> comments(Path file, String prefix) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    static boolean isOneDocument(Path file) {
        try {
            schemaErrors(file);
            return true;
        } catch (YamlEngineException | StackOverflowError _) {
            return false;
        }
    }

    /// What the schema of this kind of file says of it.
    static List<Error> schemaErrors(Path file) {
        var settings = LoadSettings.builder().build();
        Object value = new Load(settings).loadFromString(text(file));
        Schema schema = Objects.requireNonNull(SCHEMAS.get(kind(file)));
        return schema.validate(Json.LINES.<JsonNode>valueToTree(value));
    }

    private static String kind(Path file) {
        return String.valueOf(file.getName(file.getNameCount() - 2));
    }

    private static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Schemas.text(name).orElseThrow());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
