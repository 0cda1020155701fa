package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.journal.PlanCodec;
import dev.steelyard.model.PriceBook;
import dev.steelyard.model.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The book of this release.
class PriceBookTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Path ORACLE = Path.of("src/test/resources/prices/genai-prices-0.2.3.csv");
    private static final PriceBookFile SHIPPED = PriceBookFile.shipped();
    private static final PriceBook BOOK = SHIPPED.book();

    /// One call and what another program charges for it.
    private record Charge(String model, LocalDate day, TokenUsage usage, BigDecimal usd) {
        static Charge of(String line) {
            String[] cells = line.split(",", -1);
            var usage = new TokenUsage(
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    0);
            return new Charge(cells[0], LocalDate.parse(cells[1]), usage, new BigDecimal(cells[7]));
        }

        BigDecimal ours() {
            return BOOK.line(model, day)
                    .orElseThrow(() -> new AssertionError("no line for " + this))
                    .sheet()
                    .cost(usage)
                    .amount();
        }
    }

    @Test
    void every_call_costs_what_another_program_charges_to_the_last_digit() throws IOException {
        // Given
        List<Charge> charges =
                Files.readAllLines(ORACLE).stream().skip(1).map(Charge::of).toList();

        // When
        var differing = new ArrayList<String>();
        for (Charge charge : charges) {
            if (charge.ours().compareTo(charge.usd()) != 0) {
                differing.add(charge + " but ours is " + charge.ours());
            }
        }

        // Then
        assertThat(charges).hasSizeGreaterThan(1_000);
        assertThat(differing).isEmpty();
    }

    @Test
    void it_is_the_file_of_the_repository_and_its_digest_is_that_files() throws IOException {
        assertThat(SHIPPED.digest()).isEqualTo(PlanCodec.sha256(Files.readAllBytes(Path.of("../prices/prices.yaml"))));
    }

    @Test
    void every_line_names_its_source_and_was_compared_with_it_by_the_day_it_says() {
        assertThat(BOOK.asOf()).isEqualTo(DAY);
        assertThat(BOOK.lines()).hasSizeGreaterThan(80).allSatisfy(line -> {
            assertThat(line.source()).startsWith("https://");
            assertThat(line.model()).contains("/");
        });
    }

    @Test
    void a_model_that_the_book_does_not_know_has_no_price() {
        assertThat(BOOK.line("openai/gpt-unheard-of", DAY)).isEmpty();
        assertThat(BOOK.line("simulated", DAY)).isEmpty();
    }

    @Test
    void a_model_has_no_price_before_its_first_line() {
        assertThat(BOOK.line("anthropic/claude-sonnet-4-5", LocalDate.of(2025, 9, 28)))
                .isEmpty();
        assertThat(BOOK.line("anthropic/claude-sonnet-4-5", LocalDate.of(2025, 9, 29)))
                .isPresent();
    }

    @Test
    void a_changed_price_holds_from_its_day_on() {
        assertThat(List.of(LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 13)))
                .map(day -> BOOK.line("anthropic/claude-opus-4-6", day)
                        .orElseThrow()
                        .sheet()
                        .tiers()
                        .size())
                .containsExactly(1, 0);
    }

    @Test
    void a_snapshot_costs_what_its_model_costs() {
        assertThat(List.of(
                        "anthropic/claude-haiku-4-5-20251001",
                        "vertex/claude-haiku-4-5@20251001",
                        "openai/gpt-5-2025-08-07",
                        "vertex/claude-haiku-4-5@default"))
                .map(model -> BOOK.line(model, DAY).orElseThrow().model())
                .containsExactly(
                        "anthropic/claude-haiku-4-5",
                        "vertex/claude-haiku-4-5",
                        "openai/gpt-5",
                        "vertex/claude-haiku-4-5");
    }
}
