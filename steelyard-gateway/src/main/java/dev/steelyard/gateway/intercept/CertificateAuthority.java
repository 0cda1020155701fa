package dev.steelyard.gateway.intercept;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Vouches for the model hosts towards the cells of one run, and for nobody else: its name constraints say so. Its
/// private key lives in this object and goes nowhere.
final class CertificateAuthority {
    /// Longer than any run; what a cell kept of it is worthless soon after.
    private static final Duration VALID = Duration.ofDays(7);

    /// For cells whose clock is not ours.
    private static final Duration SKEW = Duration.ofDays(1);

    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Principal name;
    private final Instant from;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /// What a server shows and signs with.
    record Leaf(PrivateKey key, X509Certificate certificate) {}

    CertificateAuthority(Instant now) {
        this.name = new X500Principal("CN=Authority of one run " + serial().toString(Character.MAX_RADIX));
        this.from = now.minus(SKEW);
        this.keys = newKeys();
        this.certificate = signed(this::own);
    }

    private interface Signing {
        X509Certificate sign() throws GeneralSecurityException, IOException, OperatorCreationException;
    }

    private static X509Certificate signed(Signing signing) {
        try {
            return signing.sign();
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    private X509Certificate own() throws GeneralSecurityException, IOException, OperatorCreationException {
        GeneralSubtree[] permitted = ModelHosts.DOMAINS.stream()
                .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
                .toArray(GeneralSubtree[]::new);
        X509v3CertificateBuilder builder = certificateOf(name, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
        return sign(builder);
    }

    Leaf leaf(String host) {
        KeyPair leafKeys = newKeys();
        return new Leaf(leafKeys.getPrivate(), signed(() -> {
            var names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
            X509v3CertificateBuilder builder = certificateOf(new X500Principal("CN=" + host), leafKeys)
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, names);
            return sign(builder);
        }));
    }

    private X509v3CertificateBuilder certificateOf(X500Principal subject, KeyPair subjectKeys)
            throws GeneralSecurityException, IOException {
        return new JcaX509v3CertificateBuilder(
                        name,
                        serial(),
                        Date.from(from),
                        Date.from(from.plus(SKEW).plus(VALID)),
                        subject,
                        subjectKeys.getPublic())
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKeys.getPublic()));
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// The certificate as clients read it.
    String pem() {
        return pem(certificate);
    }

    static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of our own cannot be encoded", e);
        }
    }
}
