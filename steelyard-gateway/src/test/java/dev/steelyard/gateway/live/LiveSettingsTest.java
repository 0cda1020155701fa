package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.model.ModelRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {
    private static LiveSettings of(String model, Map<String, String> environment) {
        return LiveSettings.of(new ModelRef(model), environment);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/x,ANTHROPIC_API_KEY,https://api.anthropic.com",
        "openai/x,OPENAI_API_KEY,https://api.openai.com/v1"
    })
    void providers_are_known_by_name(String model, String variable, String address) {
        assertThat(of(model, Map.of(variable, "k-1\n")).address()).hasToString(address);
        for (Map<String, String> environment : java.util.List.of(Map.<String, String>of(), Map.of(variable, " "))) {
            assertThatThrownBy(() -> of(model, environment))
                    .isInstanceOf(LiveSettingsException.class)
                    .hasMessageContaining(model + " needs a key: set " + variable + " in the environment");
        }
    }

    @Test
    void a_compatible_server_needs_an_address_and_may_want_no_key() {
        String url = "http://10.0.0.7:8000/v1/";
        assertThat(of("openai-compatible/org/m", Map.of("STEELYARD_UPSTREAM_URL", url, "STEELYARD_UPSTREAM_KEY", ""))
                        .address())
                .hasToString("http://10.0.0.7:8000/v1");
        assertThatThrownBy(() -> of("openai-compatible/m", Map.of()))
                .hasMessageContaining("needs STEELYARD_UPSTREAM_URL");
        assertThatThrownBy(() -> of("openai-compatible/m", Map.of("STEELYARD_UPSTREAM_URL", url)))
                .hasMessageContaining("STEELYARD_UPSTREAM_KEY")
                .hasMessageContaining("leave it empty");
    }

    @Test
    void a_key_never_travels_in_the_clear() {
        assertThatThrownBy(() ->
                        of("anthropic/x", Map.of("ANTHROPIC_BASE_URL", "http://example.org", "ANTHROPIC_API_KEY", "k")))
                .hasMessageContaining("must begin with https");
        assertThat(of("anthropic/x", Map.of("ANTHROPIC_BASE_URL", "http://[::1]:81", "ANTHROPIC_API_KEY", "k"))
                        .address()
                        .authority())
                .isEqualTo("[::1]:81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "https://", "x", "https://u:secret@h", "https://h/?key=secret", "https://h/ x"})
    void an_unfit_address_is_named_by_its_variable_and_not_repeated(String url) {
        assertThatThrownBy(() -> of("anthropic/x", Map.of("ANTHROPIC_BASE_URL", url, "ANTHROPIC_API_KEY", "k")))
                .isInstanceOf(LiveSettingsException.class)
                .hasMessageContaining("ANTHROPIC_BASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void no_message_and_no_text_holds_the_key() {
        assertThatThrownBy(() -> of("openai/x", Map.of("OPENAI_API_KEY", "very secret")))
                .hasMessageContaining("OPENAI_API_KEY")
                .hasMessageNotContaining("very");
        LiveSettings settings = of("openai/x", Map.of("OPENAI_API_KEY", "secret"));
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(settings.redacted("wrong key secret!")).isEqualTo("wrong key [key]!");
    }

    @Test
    void an_unknown_provider_is_told_the_known_ones() {
        assertThatThrownBy(() -> of("acme/x", Map.of()))
                .hasMessageContaining("'acme/x'")
                .hasMessageContaining("anthropic/…, openai/…, openai-compatible/…");
    }

    @Test
    void a_compatible_server_may_speak_only_one_of_openais_dialects() {
        Map<String, String> both = Map.of("STEELYARD_UPSTREAM_URL", "http://h/v1", "STEELYARD_UPSTREAM_KEY", "");
        assertThat(of("openai-compatible/m", both).dialectFor("openai-responses"))
                .isEqualTo("openai-responses");

        var one = new java.util.HashMap<>(both);
        one.put("STEELYARD_UPSTREAM_DIALECT", "openai-chat");
        assertThat(of("openai-compatible/m", one).dialectFor("openai-responses"))
                .isEqualTo("openai-chat");

        one.put("STEELYARD_UPSTREAM_DIALECT", "gemini");
        assertThatThrownBy(() -> of("openai-compatible/m", one))
                .isInstanceOf(LiveSettingsException.class)
                .hasMessage("STEELYARD_UPSTREAM_DIALECT must be one of openai-chat, openai-responses");
    }
}
