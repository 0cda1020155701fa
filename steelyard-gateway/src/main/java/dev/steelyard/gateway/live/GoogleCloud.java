package dev.steelyard.gateway.live;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where on Google Cloud the models are, and as whom to ask for them: Application Default Credentials, which are a file
/// that `GOOGLE_APPLICATION_CREDENTIALS` names, what `gcloud auth application-default login` left, or the machine's own
/// account.
record GoogleCloud(String project, String location, Admission admission) {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";
    static final String EVERYWHERE = "global";

    /// @throws LiveSettingsException if there are no credentials, or nobody says which project is to pay
    static GoogleCloud of(Map<String, String> environment) {
        GoogleCredentials credentials = credentials(environment);
        String project = first(environment, "GOOGLE_CLOUD_PROJECT", "ANTHROPIC_VERTEX_PROJECT_ID")
                .or(() -> ownProject(credentials))
                .orElseThrow(
                        () -> new LiveSettingsException("vertex/… needs GOOGLE_CLOUD_PROJECT: the project that pays"));
        String location =
                first(environment, "GOOGLE_CLOUD_LOCATION", "CLOUD_ML_REGION").orElse(EVERYWHERE);
        return new GoogleCloud(checked(project), checked(location), new Admission.GoogleAccount(credentials));
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9:._-]+")) {
            throw new LiveSettingsException("'" + name + "' is no name of a Google Cloud project or location");
        }
        return name;
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static Optional<String> ownProject(GoogleCredentials credentials) {
        return credentials instanceof ServiceAccountCredentials account
                ? Optional.ofNullable(account.getProjectId())
                : Optional.empty();
    }

    private static GoogleCredentials credentials(Map<String, String> environment) {
        Optional<String> file = first(environment, FILE);
        try {
            GoogleCredentials found =
                    file.isPresent() ? read(Path.of(file.get())) : GoogleCredentials.getApplicationDefault();
            return found.createScoped(SCOPE);
        } catch (IOException | IllegalArgumentException e) {
            // Not its words: they may repeat what the file holds.
            String hint = file.map(named -> FILE + " names " + named + ", which cannot be used")
                    .orElse("run `gcloud auth application-default login`, or set " + FILE);
            throw new LiveSettingsException("no Google credentials: " + hint + " (" + kind(e) + ")");
        }
    }

    private static String kind(Exception unusable) {
        return unusable.getClass().getSimpleName();
    }

    private static GoogleCredentials read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in);
        }
    }

    String place() {
        return "projects/" + project + "/locations/" + location;
    }

    String baseUrl() {
        return switch (location) {
            case EVERYWHERE -> "https://aiplatform.googleapis.com";
            case "us", "eu" -> "https://aiplatform." + location + ".rep.googleapis.com";
            default -> "https://" + location + "-aiplatform.googleapis.com";
        };
    }
}
