package dev.steelyard.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalRequestTest {
    private static CanonicalRequest of(String body) {
        return CanonicalRequest.of("messages", "", body.getBytes(StandardCharsets.UTF_8));
    }

    private static CanonicalRequest saying(String text) {
        return of("{\"system\":\"" + text + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Today is 2026-11-23.                          | Today is 2027-01-02.
            at 2026-11-23T23:49:32.123Z                   | at 2026-12-01 03:04:05+01:00
            Mon Nov 23 23:49:32 UTC 2026                  | Tue Dec  1 03:04:05 UTC 2026
            Today's date is Monday, November 23, 2026     | Today's date is Friday, December 4, 2026
            11/23/2026                                    | 1/2/2027
            id 123e4567-e89b-12d3-a456-426614174000       | id 00000000-e89b-12d3-a456-426614174abc
            done in 12ms                                  | done in 0.5 s
            cwd /tmp/steelyard-root/1/work/src            | cwd /tmp/steelyard-root/27/work/src
            projects/-tmp-steelyard-root-1-work/memory    | projects/-tmp-steelyard-root-2-work/memory
            http://127.0.0.1:43210/x                      | http://127.0.0.1:5432/x
            commit 1a2b3c4d5                              | commit 99aabb001
            ses_4f2aBcDeFgHiJkLm                          | ses_123aBcDeFgHiJkLm
            x-anthropic-billing-header: cch=1a2;          | x-anthropic-billing-header: cch=999; x
            """)
    void what_means_nothing_makes_no_difference(String one, String other) {
        assertThat(saying(one)).isEqualTo(saying(other));
    }

    @ParameterizedTest
    @CsvSource({"write a, write b", "item 12, item 13", "v1.2.3, v1.2.4", "deadbee, feedbee", "src/1/a, src/2/a"})
    void what_means_something_does(String one, String other) {
        assertThat(saying(one)).isNotEqualTo(saying(other));
    }

    @Test
    void the_order_of_an_objects_fields_makes_no_difference_and_that_of_a_list_does() {
        assertThat(of("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")).isEqualTo(of("{\"b\":{\"d\":3,\"c\":2},\"a\":1}"));
        assertThat(of("{\"a\":[1,2]}")).isNotEqualTo(of("{\"a\":[2,1]}"));
    }

    @Test
    void names_of_users_and_sessions_make_no_difference() {
        assertThat(of("{\"metadata\":{\"user_id\":\"one\"},\"prompt_cache_key\":\"p\"}"))
                .isEqualTo(of("{\"metadata\":{\"user_id\":\"two\"},\"prompt_cache_key\":\"q\"}"));
    }

    @Test
    void every_line_of_a_text_is_a_line_with_its_place() {
        assertThat(of("{\"messages\":[{\"content\":\"one\\ntwo\",\"n\":1,\"x\":null}],\"empty\":[]}")
                        .lines())
                .containsExactly(
                        "empty: []",
                        "messages[0].content: \"one\"",
                        "messages[0].content: \"two\"",
                        "messages[0].n: 1",
                        "messages[0].x: null");
    }

    @Test
    void what_is_not_json_is_compared_as_text() {
        assertThat(of("no json").lines()).isEqualTo(List.of("(no JSON): \"no json\""));
    }
}
