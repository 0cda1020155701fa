package dev.steelyard.lab.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom this machine trusts, for variables such as `SSL_CERT_FILE` that replace the system's list instead of adding
/// to it.
final class TrustedRoots {
    private static final List<Path> BUNDLES = Stream.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/ssl/cert.pem")
            .map(Path::of)
            .toList();

    private TrustedRoots() {}

    /// PEM: the system's own list, or the JDK's where there is none.
    static String pem() throws IOException {
        Optional<Path> bundle = BUNDLES.stream().filter(Files::isReadable).findFirst();
        return bundle.isPresent() ? Files.readString(bundle.get()) : ofTheJdk();
    }

    static String ofTheJdk() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            @Nullable KeyStore theDefault = null;
            factory.init(theDefault);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(TrustedRoots::pem)
                    .collect(Collectors.joining());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM trusts nobody", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of the JDK's own cannot be encoded", e);
        }
    }
}
