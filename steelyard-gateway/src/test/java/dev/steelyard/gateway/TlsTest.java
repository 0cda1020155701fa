package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.live.Patience;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallRecord;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a fake provider with a certificate of its own making, for `localhost`.
class TlsTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";
    private static final String ANSWER = "{\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}";

    @TempDir
    private Path folder = Path.of("");

    private Path store() {
        return folder.resolve("keys.p12");
    }

    @BeforeEach
    void makeCertificate() throws Exception {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "fake",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store().toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    private void trust() {
        System.setProperty(TRUST_STORE, store().toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }

    @AfterEach
    void forget() {
        System.clearProperty(TRUST_STORE + "Password");
        System.clearProperty(TRUST_STORE);
    }

    private ServerSocket listener() throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private CallRecord call(String host, int expectedStatus) throws Exception {
        byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
        try (var provider = new FakeProvider(listener(), FakeProvider.answering(200, "", body));
                House house =
                        House.before("anthropic/x", "https://" + host + ":" + provider.port(), "k", Patience.DEFAULT)) {
            Door door = house.door();
            assertThat(house.post(door, "/v1/messages", House.messages(false, "go"))
                            .statusCode())
                    .isEqualTo(expectedStatus);
            return house.only(door);
        }
    }

    @Test
    void a_trusted_provider_is_spoken_to_in_secret() throws Exception {
        trust();
        CallRecord record = call("localhost", 200);
        assertThat(record.error()).isNull();
        assertThat(record.usage().total()).isEqualTo(7);
    }

    @Test
    void a_provider_that_nobody_vouches_for_gets_no_request() throws Exception {
        CallRecord record = call("localhost", 502);
        assertThat(record.error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("network", "tls");
        assertThat(record.sentNs()).isNull();
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        trust();
        assertThat(call("127.0.0.1", 502).error())
                .extracting(CallError::origin, CallError::type)
                .containsExactly("network", "tls");
    }
}
