package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/cell/d, d, ''",
        "/cell/d/, d, ''",
        "/cell/d?x=1, d, ''",
        "/cell/d/v1, d, ''",
        "/cell/d/v1/messages, d, messages",
        "/cell/d/messages?beta=true, d, messages",
        "/cell/d/v1/messages/count_tokens?beta=true, d, messages/count_tokens",
        "/cell/d/v1/chat/completions, d, chat/completions",
        "/cell/d/v1beta/models, d, v1beta/models",
        "/cell/, '', /cell/",
        "/v1/messages, '', /v1/messages"
    })
    void an_address_names_a_door_and_a_path_without_version_and_query(String uri, String door, String path) {
        assertThat(Route.of(uri)).isEqualTo(new Route(door, path));
    }
}
