package dev.steelyard.journal.litellm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.journal.spec.SpecException;
import dev.steelyard.journal.spec.SpecProblem;
import dev.steelyard.model.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Imports of lines that a test writes out.
record Import(Path folder) {
    static final String CELL = "opencode.baseline.fix.1";
    private static final String ALWAYS =
            "\"key_alias\":\"" + CELL + "\",\"start\":1772355600,\"end\":1772355602,\"model\":\"m\"";

    /// An entry of that usage, in the shape of our own logger.
    static String entry(String id, String usage, String... more) {
        String rest = Stream.of(more).map(it -> "," + it).reduce("", String::concat);
        return "{\"steelyard_spend\":1,\"id\":\"" + id + "\"," + ALWAYS + ",\"usage\":" + usage + rest + "}";
    }

    Imported of(String... lines) throws IOException {
        return SpendImport.of(List.of(file("log.jsonl", String.join("\n", lines) + "\n")), null, null);
    }

    CallRecord only(String usage, String... more) throws IOException {
        return of(entry("one", usage, more)).calls().getFirst();
    }

    List<SpecProblem> refusals(String... lines) {
        return catchThrowableOfType(SpecException.class, () -> of(lines)).problems();
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
