package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/cell/d, d, '', ''",
        "/cell/d/, d, '', ''",
        "/cell/d?x=1, d, '', x=1",
        "/cell/d/v1, d, '', ''",
        "/cell/d/v1/messages, d, messages, ''",
        "/cell/d/messages?beta=true, d, messages, beta=true",
        "/cell/d/v1/messages/count_tokens?beta=true, d, messages/count_tokens, beta=true",
        "/cell/d/v1/chat/completions, d, chat/completions, ''",
        "/cell/d/v1beta/models, d, models, ''",
        "/cell/d/v1beta1/publishers/google/models/m:countTokens, d, publishers/google/models/m:countTokens, ''",
        "/cell/d/v1/v1beta?v1=, d, v1beta, v1=",
        "/cell/d/v1alpha/models, d, v1alpha/models, ''",
        "/cell/, '', /cell/, ''",
        "/v1/messages?key=secret, '', /v1/messages, ''"
    })
    void an_address_names_a_door_a_path_without_version_and_a_query(
            String uri, String door, String path, String query) {
        assertThat(Route.of(uri)).isEqualTo(new Route(door, path, query));
    }

    @Test
    void a_parameter_is_found_by_its_whole_name_and_the_query_is_not_told() {
        // Given
        Route route = Route.of("/cell/d/models?monkey=1&key=a=b&alt");

        // Then
        assertThat(route.parameter("key")).isEqualTo("a=b");
        assertThat(route.parameter("alt")).isEmpty();
        assertThat(route).hasToString("d/models");
    }
}
