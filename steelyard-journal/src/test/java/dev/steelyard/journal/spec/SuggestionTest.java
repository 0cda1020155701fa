package dev.steelyard.journal.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("repetitions", "runners", "seed");

    @Test
    void a_near_word_is_suggested() {
        assertThat(Suggestion.hint("Repetition", KNOWN)).isEqualTo("did you mean 'repetitions'?");
    }

    @Test
    void a_far_word_gets_the_whole_list() {
        assertThat(Suggestion.hint("temperature", KNOWN)).isEqualTo("one of: repetitions, runners, seed");
    }

    @Test
    void nothing_is_suggested_where_nothing_is_known() {
        assertThat(Suggestion.hint("temperature", List.of())).isEmpty();
    }

    @Test
    void the_distance_counts_insertions_deletions_and_substitutions() {
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("same", "SAME")).isZero();
    }
}
