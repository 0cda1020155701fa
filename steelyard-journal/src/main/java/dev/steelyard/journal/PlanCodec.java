package dev.steelyard.journal;

import dev.steelyard.model.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// `plan.json`: one plan has one text, and that text's SHA-256 is the run's identity.
public final class PlanCodec {
    public static final int SHORT_HASH = 12;
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private PlanCodec() {}

    public static byte[] encode(Plan plan) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        String text = Json.LINES.writer().with(printer).writeValueAsString(plan) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Hex SHA-256 of the encoded plan.
    public static String hash(Plan plan) {
        return sha256(encode(plan));
    }

    /// `<experiment>-<first 12 digits of the hash>`: the run folder's name.
    public static String runId(Plan plan) {
        return plan.experiment().name() + "-" + hash(plan).substring(0, SHORT_HASH);
    }

    /// @throws JournalException if the file is missing or not a plan of this version
    public static Plan read(Path file) {
        try {
            Plan plan = Json.LINES.readValue(Files.readAllBytes(file), Plan.class);
            if (plan.schemaVersion() != Plan.SCHEMA_VERSION) {
                throw new JournalException(file + ": a plan of schema_version " + plan.schemaVersion()
                        + "; this release reads " + Plan.SCHEMA_VERSION);
            }
            return plan;
        } catch (IOException e) {
            throw new JournalException("the plan " + file + " cannot be read: " + Reason.of(e), e);
        } catch (JacksonException e) {
            throw new JournalException(file + ": not a plan this release can read: " + e.getOriginalMessage(), e);
        }
    }

    /// Hex.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
