package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.Intercepted.Cell;
import dev.steelyard.gateway.Intercepted.Printed;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Say;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an agent without a base URL finds when it speaks to its provider: the door of its cell.
class InterceptTest {
    private static final String CHAT = "https://api.openai.com/v1/chat/completions";
    private static final String STREAM = """
            {"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}],\
            "tools":[{"type":"function","function":{"name":"bash"}}]}""";
    private static final String WHOLE = STREAM.replace("true", "false");
    private static final Simulation PACED = new Simulation(0, 50, 0);

    @TempDir
    private Path folder = Path.of("");

    private static String bodyOf(String dialect) {
        return switch (dialect) {
            case "gemini" -> """
                    {"contents":[{"role":"user","parts":[{"text":"hi"}]}],\
                    "tools":[{"functionDeclarations":[{"name":"bash"}]}]}""";
            case "openai-responses" -> """
                    {"model":"m","input":"hi","tools":[{"type":"function","name":"bash","parameters":{}}]}""";
            case "anthropic-messages" -> House.messages(false, "hi");
            case String _ -> WHOLE;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com/v1/messages, anthropic-messages",
        "https://api.openai.com/v1/chat/completions, openai-chat",
        "https://api.openai.com/v1/responses, openai-responses",
        "https://generativelanguage.googleapis.com/v1beta/models/g:generateContent, gemini",
        "https://aiplatform.googleapis.com/v1/publishers/google/models/g:generateContent, gemini",
        "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/e/publishers/google/models/g"
                + ":generateContent, gemini"
    })
    void a_request_to_a_model_host_is_one_to_the_door_in_either_version_of_http(String url, String dialect)
            throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell(new Say("Done."));
            for (String version : List.of("--http1.1", "--http2")) {
                Printed printed =
                        in.post(cell, version, url, bodyOf(dialect), "-H", "authorization: Bearer agents-own");
                assertThat(printed.body()).contains("Done.");
                assertThat(printed.status()).isEqualTo((version.equals("--http2") ? "2" : "1.1") + " 200");
            }
            cell.door().close();
            assertThat(in.house.records)
                    .hasSize(2)
                    .allMatch(record -> record.error() == null && record.status() == 200)
                    .allMatch(record -> record.ingressDialect().equals(dialect));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void what_the_model_says_arrives_while_it_speaks(String version) throws Exception {
        try (var in = new Intercepted(folder, PACED)) {
            // Given a model that takes ten seconds
            Cell cell = in.cell(new Say("word ".repeat(500)));
            Process curl = in.curl(cell, List.of(version, "-d", STREAM, CHAT));

            // When
            String first = read(curl.getInputStream(), "word");

            // Then
            assertThat(first).contains("data: ");
            assertThat(cell.door().activity().callsDone()).isZero();
            curl.destroyForcibly().waitFor();
            awaitEnd(cell.door());
            assertThat(in.house.only(cell.door()).error())
                    .extracting(CallError::origin, CallError::type)
                    .containsExactly("client", "aborted");
        }
    }

    private static void awaitEnd(Door door) throws InterruptedException {
        while (door.activity().callsDone() == 0) {
            Thread.sleep(1);
        }
    }

    private static String read(InputStream in, String until) throws Exception {
        var text = new StringBuilder();
        byte[] buffer = new byte[1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            if (text.indexOf(until) >= 0) {
                return text.toString();
            }
        }
        throw new AssertionError("ended: " + text);
    }

    @Test
    void a_closing_door_ends_the_calls_inside_it_as_the_harness_doing() throws Exception {
        for (String version : List.of("--http1.1", "--http2")) {
            try (var in = new Intercepted(folder, PACED)) {
                // Given
                Cell cell = in.cell(new Say("word ".repeat(500)));
                Process curl = in.curl(cell, List.of(version, "-d", STREAM, CHAT));
                read(curl.getInputStream(), "word");

                // When
                CallRecord record = in.house.only(cell.door());

                // Then
                assertThat(record.error()).extracting(CallError::origin).isEqualTo("harness");
                assertThat(Intercepted.finished(curl).exit()).isNotZero();
                assertThat(in.post(cell, version, CHAT, WHOLE).body()).contains("407");
            }
        }
    }

    @Test
    void many_calls_on_one_http2_connection_each_end_in_a_whole_record() throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell(new Say("Done."));
            var arguments = new ArrayList<>(List.of("--http2", "-Z", "-d", STREAM));
            arguments.addAll(Collections.nCopies(200, CHAT));
            Printed printed = Intercepted.finished(in.curl(cell, arguments));
            cell.door().close();
            assertThat(printed.body().split("2 200", -1)).hasSize(201);
            assertThat(in.house.records).hasSize(200).allMatch(record -> record.error() == null);
        }
    }

    @Test
    void a_long_prompt_passes_whole() throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell(new Say("Done."));
            Path body = Files.writeString(folder.resolve("body"), WHOLE.replace("hi", "word ".repeat(1_000_000)));
            assertThat(in.post(cell, "--http2", CHAT, "@" + body).status()).isEqualTo("2 200");
            assertThat(in.house.only(cell.door()).requestBytes()).isEqualTo(Files.size(body));
        }
    }

    @Test
    void the_agents_own_key_reaches_neither_record_nor_body() throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell(new Say("Done."));
            String own = "sk-the-agents-own";
            String url = "https://generativelanguage.googleapis.com/v1beta/models/g:generateContent?key=" + own;
            in.post(cell, "--http2", url, bodyOf("gemini"), "-H", "x-goog-api-key: " + own, "-H", "x-api-key: " + own);
            CallRecord record = in.house.only(cell.door());
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.toString()).doesNotContain(own);
        }
    }

    @Test
    void a_wish_for_a_websocket_is_answered_with_426() throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell();
            var arguments = List.of(
                    "--http1.1",
                    "-H",
                    "connection: upgrade",
                    "-H",
                    "upgrade: websocket",
                    "https://api.openai.com/v1/responses");
            assertThat(Intercepted.finished(in.curl(cell, arguments)).status()).isEqualTo("1.1 426");
        }
    }

    @Test
    void node_trusts_the_authority_through_its_variable_and_not_without_it() throws Exception {
        try (var in = new Intercepted(folder, Simulation.INSTANT)) {
            Cell cell = in.cell(new Say("Done."));
            Path authority =
                    Files.writeString(folder.resolve("ca.pem"), cell.entrance().authorityPem());
            assertThat(node(cell, authority.toString())).isEqualTo("h2\n");
            assertThat(node(cell, "")).isEqualTo("SELF_SIGNED_CERT_IN_CHAIN\n");
        }
    }

    private static String node(Cell cell, String authority) throws Exception {
        var builder = new ProcessBuilder("node", "-e", """
                const [proxy, tls, http] = [new URL(process.env.PROXY), require("tls"), require("http")]
                http.request({host: proxy.hostname, port: proxy.port, method: "CONNECT", path: "api.openai.com:443",
                  headers: {"proxy-authorization": "Basic " + btoa(proxy.username + ":" + proxy.password)}})
                .on("connect", (_, socket) => {
                  const inside = tls.connect({socket, servername: "api.openai.com", ALPNProtocols: ["h2"]}, () => {
                    console.log(inside.alpnProtocol); inside.end()
                  }).on("error", e => console.log(e.code))
                }).end()
                """);
        builder.environment().put("PROXY", cell.entrance().proxyUrl());
        builder.environment().put("NODE_EXTRA_CA_CERTS", authority);
        return Intercepted.finished(builder.redirectErrorStream(true).start()).body();
    }
}
