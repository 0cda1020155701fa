package dev.steelyard.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Application Default Credentials for tests, whose authorization server is a fake.
final class GoogleAccounts {
    static final String ACCESS_TOKEN = "ya29.token-of-the-experiment";

    private GoogleAccounts() {}

    /// @param tokenUri where its key is exchanged for access tokens
    static Path serviceAccount(Path folder, String tokenUri) throws IOException, NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        String pem = "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
        return written(folder, """
                {"type":"service_account","project_id":"own-project","private_key_id":"kid","private_key":"%s",
                "client_email":"svc@own-project.iam.gserviceaccount.com","client_id":"1","token_uri":"%s"}""".formatted(pem.replace("\n", "\\n"), tokenUri));
    }

    private static Path written(Path folder, String json) throws IOException {
        return Files.writeString(folder.resolve("credentials.json"), json, StandardCharsets.UTF_8);
    }

    static FakeProvider.Reply granting(long seconds) {
        String body =
                "{\"access_token\":\"" + ACCESS_TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}";
        return FakeProvider.answering(200, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    /// @param more pairs of a variable and its value
    static Map<String, String> environment(Path credentials, String vertexUrl, String... more) {
        var environment = new HashMap<>(Map.of(
                "GOOGLE_APPLICATION_CREDENTIALS",
                credentials.toString(),
                "GOOGLE_CLOUD_LOCATION",
                "europe-west1",
                "VERTEX_BASE_URL",
                vertexUrl));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }
}
