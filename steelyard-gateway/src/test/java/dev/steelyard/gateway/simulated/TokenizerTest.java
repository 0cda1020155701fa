package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    private final Tokenizer tokenizer = new Tokenizer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello",
                "<|endoftext|> is ordinary text",
                "👩‍👩‍👧‍👦 naïve 雪国 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
                "{\"a\":\"b\\n\"}"
            })
    void pieces_are_whole_characters_and_keep_text_and_count(String text) {
        // When
        var pieces = tokenizer.pieces(text, 1);

        // Then
        assertThat(pieces.stream().map(Tokenizer.Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(pieces.stream().mapToInt(Tokenizer.Piece::tokens).sum()).isEqualTo(tokenizer.count(text));
        assertThat(pieces).noneMatch(piece -> piece.text().contains("\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_text_counts_the_same_when_it_is_remembered(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(tokenizer.count("tiktoken is great!")).isEqualTo(6);
        }
    }
}
