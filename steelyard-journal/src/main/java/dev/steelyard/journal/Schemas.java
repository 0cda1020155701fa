package dev.steelyard.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The JSON Schemas of the files people write, for their editors. The readers are the authority: a schema cannot say
/// that a folder must exist.
public final class Schemas {
    private static final List<String> NAMES = List.of("experiment", "runner", "trajectory");

    private Schemas() {}

    public static List<String> names() {
        return NAMES;
    }

    /// The schema's text, or empty if `name` is none of [#names].
    public static Optional<String> text(String name) {
        return NAMES.contains(name) ? Optional.of(resource("schema/" + name + ".schema.json")) : Optional.empty();
    }

    private static String resource(String path) {
        try (InputStream in = Schemas.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
