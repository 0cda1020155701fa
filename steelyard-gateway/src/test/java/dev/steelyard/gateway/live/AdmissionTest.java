package dev.steelyard.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.UserCredentials;
import com.sun.net.httpserver.HttpServer;
import dev.steelyard.model.ModelRef;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A person's credentials, and what is said of those that are unfit. The authorization server is a fake on loopback.
class AdmissionTest {
    private static final String REFRESH_TOKEN = "1//refresh-token-of-a-person";
    private static final String CLIENT_SECRET = "GOCSPX-secret-of-a-client";
    private static final String PERSON = "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\""
            + CLIENT_SECRET + "\",\"refresh_token\":\"" + REFRESH_TOKEN + "\"}";

    @TempDir
    Path folder;

    /// Repeats whatever it is shown, as an error.
    private static HttpServer server(int status, String granted) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            byte[] shown = exchange.getRequestBody().readAllBytes();
            byte[] answer = status == 200 ? granted.getBytes(StandardCharsets.UTF_8) : shown;
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Admission person(HttpServer server) {
        return new Admission.GoogleAccount(UserCredentials.newBuilder()
                .setClientId("c")
                .setClientSecret(CLIENT_SECRET)
                .setRefreshToken(REFRESH_TOKEN)
                .setQuotaProjectId("paying-project")
                .setTokenServerUri(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"))
                .build());
    }

    @Test
    void a_person_is_admitted_by_a_token_and_says_which_project_pays() throws Exception {
        HttpServer server = server(200, "{\"access_token\":\"ya29.t\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
        var headers = new DefaultHttpHeaders();
        Admission person = person(server);

        person.admit(headers);
        server.stop(0);
        person.admit(headers);

        assertThat(headers.getAll("authorization")).containsExactly("Bearer ya29.t");
        assertThat(headers.get("x-goog-user-project")).isEqualTo("paying-project");
        assertThat(person.redacted("no ya29.t here", _ -> "[token]")).isEqualTo("no [token] here");
        assertThat(person).hasToString("Application Default Credentials");
    }

    @Test
    void a_person_who_is_refused_is_told_nothing_of_what_was_shown() throws Exception {
        HttpServer server = server(401, "");
        assertThatThrownBy(() -> person(server).admit(new DefaultHttpHeaders()))
                .isInstanceOf(AdmissionException.class)
                .hasMessage("Google does not let this account in: its authorization server answers HTTP status 401")
                .hasNoCause();
        server.stop(0);
    }

    private Map<String, String> environment(String credentials) throws IOException {
        Path file = Files.writeString(folder.resolve("adc.json"), credentials);
        return new HashMap<>(Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString()));
    }

    private static LiveSettings settings(Map<String, String> environment) {
        return LiveSettings.of(new ModelRef("vertex/claude-x"), environment);
    }

    @Test
    void a_person_must_say_which_project_pays() throws Exception {
        Map<String, String> environment = environment(PERSON);
        assertThatThrownBy(() -> settings(environment)).hasMessageContaining("GOOGLE_CLOUD_PROJECT");
        environment.put("GOOGLE_CLOUD_PROJECT", "p");
        assertThat(settings(environment).path("anthropic-messages", Verb.GENERATE, true, ""))
                .isEqualTo("/v1/projects/p/locations/global/publishers/anthropic/models/claude-x:streamRawPredict");
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://aiplatform.googleapis.com",
        "us, https://aiplatform.us.rep.googleapis.com",
        "eu, https://aiplatform.eu.rep.googleapis.com",
        "us-east5, https://us-east5-aiplatform.googleapis.com",
    })
    void the_place_decides_the_address(String location, String address) throws Exception {
        Map<String, String> environment = environment(PERSON);
        environment.putAll(Map.of("GOOGLE_CLOUD_PROJECT", "p", "GOOGLE_CLOUD_LOCATION", location));
        assertThat(settings(environment).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret-words", "[]", "{\"type\":\"secret-words\"}", "{\"type\":\"service_account\"}", "{"})
    void credentials_that_are_none_are_named_without_their_content(String content) throws Exception {
        Map<String, String> environment = environment(content);
        assertThatThrownBy(() -> settings(environment))
                .isInstanceOf(LiveSettingsException.class)
                .hasMessageContaining("adc.json, which cannot be used")
                .hasMessageNotContaining("secret-words");
    }

    @ParameterizedTest
    @CsvSource({"GOOGLE_CLOUD_PROJECT, a/b", "GOOGLE_CLOUD_LOCATION, evil.example/x"})
    void a_name_that_would_change_the_address_is_refused(String variable, String value) throws Exception {
        Map<String, String> environment = environment(PERSON);
        environment.put("GOOGLE_CLOUD_PROJECT", "p");
        environment.put(variable, value);
        assertThatThrownBy(() -> settings(environment)).hasMessageContaining("is no name of a Google Cloud");
    }
}
