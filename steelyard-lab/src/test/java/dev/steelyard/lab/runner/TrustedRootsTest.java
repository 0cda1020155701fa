package dev.steelyard.lab.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class TrustedRootsTest {
    private static Collection<? extends Certificate> read(String pem) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_machines_own_list_is_certificates() throws Exception {
        assertThat(read(TrustedRoots.pem())).hasSizeGreaterThan(50);
    }

    @Test
    void the_jdk_stands_in_where_the_machine_has_none() throws Exception {
        assertThat(read(TrustedRoots.ofTheJdk())).hasSizeGreaterThan(50);
    }
}
