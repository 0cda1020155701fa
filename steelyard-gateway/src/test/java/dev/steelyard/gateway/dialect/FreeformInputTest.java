package dev.steelyard.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeformInputTest {
    private static final String PATCH =
            "*** Begin Patch\n*** Add File: a\t\"b\"\\c/d\n+✓ \uD83D\uDE00\r\b\f\n*** End Patch";

    @Test
    void the_text_is_the_same_wherever_the_arguments_are_cut() {
        // Given
        String plain = Json.compact(Json.object().put("input", PATCH));
        String escaped = plain.replace("✓", "\\u2713").replace("\uD83D\uDE00", "\\ud83d\\uDE00");

        for (String arguments : new String[] {plain, " { \"input\" :\n" + escaped.substring(9) + " \n"}) {
            for (int cut = 0; cut <= arguments.length(); cut++) {
                // When
                var input = new FreeformInput();
                String first = input.piece(arguments.substring(0, cut));
                String second = input.piece(arguments.substring(cut));

                // Then
                assertThat(first + second + input.rest()).isEqualTo(PATCH);
                assertThat(first).doesNotEndWith("\uD83D");
            }
        }
    }

    @Test
    void the_text_is_told_as_it_comes() {
        // Given
        var input = new FreeformInput();

        // Then
        assertThat(input.piece("{\"inp")).isEmpty();
        assertThat(input.piece("ut\":\"one\\")).isEqualTo("one");
        assertThat(input.piece("ntwo")).isEqualTo("\ntwo");
        assertThat(input.piece("\"}")).isEmpty();
        assertThat(input.rest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*** Begin Patch | *** Begin Patch",
                "{\"patch\":\"x\\ny\"} | x\\ny",
                "{\"why\":\"because\",\"input\":\"x\"} | x",
                "{\"input\":{\"a\":1}} | {\"input\":{\"a\":1}}",
                "{\"a\":\"x\",\"b\":\"y\"} | {\"a\":\"x\",\"b\":\"y\"}",
                "{\"input\":\"cut of | cut of",
                "{\"input\":\"\\q\\uZZZZ\"} | \\q\\uZZZZ",
                "{} | {}",
                "{\"inp | {\"inp",
            })
    void what_the_model_wrote_otherwise_still_reaches_the_tool(String arguments, String text) {
        assertThat(FreeformInput.of(arguments).replace("\n", "\\n")).isEqualTo(text);
    }
}
