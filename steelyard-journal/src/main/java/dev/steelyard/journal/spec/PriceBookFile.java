package dev.steelyard.journal.spec;

import dev.steelyard.journal.Json;
import dev.steelyard.journal.PlanCodec;
import dev.steelyard.model.PriceBook;
import dev.steelyard.model.PriceBook.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A price book and the digest (SHA-256, hex) of the bytes it was read from.
public record PriceBookFile(PriceBook book, String digest) {
    private static final String SHIPPED = "/dev/steelyard/journal/prices/prices.yaml";

    /// The book of this release: `prices/prices.yaml` of the repository.
    public static PriceBookFile shipped() {
        return OfThisRelease.FILE;
    }

    /// Read once, and only if anyone asks.
    private static final class OfThisRelease {
        static final PriceBookFile FILE = read(Path.of("prices.yaml"), resource());
    }

    /// @throws SpecException with every mistake of the file
    public static PriceBookFile read(Path file) {
        var problems = new Problems(file);
        Optional<byte[]> bytes = SourceText.bytes(file, problems::at);
        problems.throwIfAny();
        return read(file, bytes.orElseThrow());
    }

    private record Listing(String digest, LocalDate asOf, List<Line> lines) {}

    /// Some of its lines, for programs.
    public String json(List<Line> lines) {
        return Json.LINES.writeValueAsString(new Listing(digest, book.asOf(), lines));
    }

    private static PriceBookFile read(Path file, byte[] bytes) {
        var problems = new Problems(file);
        Optional<PriceBook> book = YamlFile.open(bytes, problems).map(PriceBookReader::read);
        problems.throwIfAny();
        return new PriceBookFile(book.orElseThrow(), PlanCodec.sha256(bytes));
    }

    private static byte[] resource() {
        try (InputStream in = PriceBookFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + SHIPPED);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
