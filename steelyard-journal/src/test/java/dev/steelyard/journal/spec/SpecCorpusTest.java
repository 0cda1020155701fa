package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of the corpus, through the reader and through the schema.
class SpecCorpusTest {
    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_file_has_no_problem(Path file) {
        assertThat(SpecCorpus.problems(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_file_satisfies_its_schema(Path file) {
        assertThat(SpecCorpus.schemaErrors(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_file_gives_every_problem_it_expects_in_order_with_place_and_hint(Path file) {
        // When
        var problems = SpecCorpus.problems(file).stream().map(problem -> SpecCorpus.line(file, problem));

        // Then
        assertThat(problems).isNotEmpty().containsExactlyElementsOf(SpecCorpus.expected(file));
    }

    @ParameterizedTest
    @MethodSource("invalidToTheSchema")
    void an_invalid_file_violates_its_schema_unless_it_says_why_a_schema_cannot_tell(Path file) {
        assertThat(SpecCorpus.schemaErrors(file)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("beyondTheSchema")
    void a_mistake_said_to_be_beyond_the_schema_is(Path file) {
        assertThat(SpecCorpus.schemaErrors(file)).isEmpty();
    }

    static Stream<Path> valid() {
        return SpecCorpus.valid();
    }

    static Stream<Path> invalid() {
        return SpecCorpus.invalid();
    }

    static Stream<Path> invalidToTheSchema() {
        return SpecCorpus.invalid().filter(file -> !SpecCorpus.beyondSchema(file));
    }

    /// Those that are YAML, and one document.
    static Stream<Path> beyondTheSchema() {
        return SpecCorpus.invalid().filter(SpecCorpus::beyondSchema).filter(SpecCorpus::isOneDocument);
    }
}
