package dev.steelyard.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resources of `report.html` and how they become one file.
final class Page {
    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z_0-9]+)}}");

    private Page() {}

    static String resource(String name) {
        try (InputStream bytes = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One pass: what fills a slot is never searched for slots.
    ///
    /// @throws IllegalArgumentException if the template has a slot that nothing fills
    static String fill(String template, Map<String, Html> slots) {
        return SLOT.matcher(template).replaceAll(match -> {
            Html filling = slots.get(match.group(1));
            if (filling == null) {
                throw new IllegalArgumentException("nothing fills the slot " + match.group(1));
            }
            return Matcher.quoteReplacement(filling.markup());
        });
    }

    /// How a content security policy names a script that may run.
    static String scriptHash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
