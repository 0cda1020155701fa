package dev.steelyard.gateway.live;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// How to be let in by a provider.
sealed interface Admission {
    /// Adds what the provider wants to see. May ask an authorization server first, so not for event loops.
    ///
    /// @throws AdmissionException if that server does not let us in
    void admit(HttpHeaders headers);

    /// Without the secret, in case a provider repeats it.
    ///
    /// @param mask what stands in its place
    String redacted(String text, UnaryOperator<String> mask);

    /// For servers that let everybody in.
    record Open() implements Admission {
        @Override
        public void admit(HttpHeaders headers) {
            // Nothing to show.
        }

        @Override
        public String redacted(String text, UnaryOperator<String> mask) {
            return text;
        }
    }

    /// @param header that the provider reads it from
    /// @param scheme before the key, with its space
    record Key(String header, String scheme, String key) implements Admission {
        static Key of(Provider provider, String key) {
            return switch (provider) {
                case ANTHROPIC -> new Key("x-api-key", "", key);
                case GEMINI -> new Key("x-goog-api-key", "", key);
                case OPENAI, OPENAI_COMPATIBLE, LITELLM, VERTEX -> new Key("authorization", "Bearer ", key);
            };
        }

        @Override
        public void admit(HttpHeaders headers) {
            headers.set(header, scheme + key);
        }

        @Override
        public String redacted(String text, UnaryOperator<String> mask) {
            return text.replace(key, mask.apply(key));
        }

        @Override
        public String toString() {
            return header;
        }
    }

    /// Access tokens are fetched when they are needed, kept while they are valid and never written anywhere.
    record GoogleAccount(GoogleCredentials credentials) implements Admission {
        /// With the project that pays, where credentials name one (`x-goog-user-project`).
        @Override
        public void admit(HttpHeaders headers) {
            try {
                credentials.getRequestMetadata().forEach(headers::set);
            } catch (IOException e) {
                // Neither the words nor the cause: authorization servers repeat what they were shown.
                throw new AdmissionException("Google does not let this account in" + status(e));
            }
        }

        private static String status(Throwable refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof HttpResponseException answer) {
                    return ": its authorization server answers HTTP status " + answer.getStatusCode();
                }
            }
            return ": its authorization server gives no answer ("
                    + refused.getClass().getSimpleName() + ")";
        }

        @Override
        public String redacted(String text, UnaryOperator<String> mask) {
            var token = credentials.getAccessToken();
            return token == null ? text : text.replace(token.getTokenValue(), mask.apply(token.getTokenValue()));
        }

        @Override
        public String toString() {
            return "Application Default Credentials";
        }
    }
}
