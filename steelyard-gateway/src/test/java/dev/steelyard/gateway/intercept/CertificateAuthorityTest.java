package dev.steelyard.gateway.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Judged by OpenSSL and by the JDK.
class CertificateAuthorityTest {
    private static final String HOST = "generativelanguage.googleapis.com";

    @TempDir
    private Path folder = Path.of("");

    private final CertificateAuthority authority = new CertificateAuthority(Instant.now());

    private record Verdict(int exit, String printed) {}

    private Verdict openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), printed);
    }

    private Verdict verify(CertificateAuthority by, String leafHost, String asHost) throws Exception {
        Files.writeString(folder.resolve("ca.pem"), by.pem());
        Files.writeString(
                folder.resolve("leaf.pem"),
                CertificateAuthority.pem(authority.leaf(leafHost).certificate()));
        return openssl(
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                asHost,
                "-CAfile",
                "ca.pem",
                "leaf.pem");
    }

    @Test
    void openssl_accepts_a_leaf_for_its_host_in_its_strictest_mode() throws Exception {
        assertThat(verify(authority, HOST, HOST)).isEqualTo(new Verdict(0, "leaf.pem: OK\n"));
    }

    @Test
    void openssl_refuses_it_for_another_host() throws Exception {
        assertThat(verify(authority, HOST, "api.openai.com").printed()).contains("hostname mismatch");
    }

    @Test
    void openssl_refuses_it_under_the_authority_of_another_run() throws Exception {
        assertThat(verify(new CertificateAuthority(Instant.now()), HOST, HOST).exit())
                .isNotZero();
    }

    @Test
    void the_authority_can_vouch_for_no_host_but_the_models() throws Exception {
        assertThat(verify(authority, "github.com", "github.com").printed()).contains("permitted subtree violation");
    }

    @Test
    void a_leaf_is_good_for_nothing_but_a_server_and_a_few_days() throws Exception {
        X509Certificate leaf = authority.leaf(HOST).certificate();
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getNotAfter()).isBefore(Instant.now().plus(8, ChronoUnit.DAYS));
        assertThat(openssl("version").exit()).isZero();
    }

    @Test
    void the_jdk_trusts_a_leaf_through_the_authority_alone() throws Exception {
        X509Certificate leaf = authority.leaf(HOST).certificate();
        X509TrustManager trusting = trusting(authority.certificate());
        trusting.checkServerTrusted(new X509Certificate[] {leaf, authority.certificate()}, "ECDHE_ECDSA");

        X509TrustManager other = trusting(new CertificateAuthority(Instant.now()).certificate());
        assertThatThrownBy(() -> other.checkServerTrusted(new X509Certificate[] {leaf}, "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void it_is_over_after_a_week() {
        var old = new CertificateAuthority(Instant.now().minus(8, ChronoUnit.DAYS));
        X509Certificate leaf = old.leaf(HOST).certificate();
        assertThatThrownBy(() -> trusting(old.certificate())
                        .checkServerTrusted(new X509Certificate[] {leaf, old.certificate()}, "ECDHE_ECDSA"))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    private static X509TrustManager trusting(X509Certificate authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
