package dev.steelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanHashTest {
    private static final String HASH = "b33566a74d234e106ac23cad953b165f801a351ff2f8c61ec2d4952fb505e07c";

    @TempDir
    Path folder;

    @Test
    void a_plan_has_one_hash_in_every_release() {
        assertThat(PlanCodec.hash(Samples.plan())).isEqualTo(HASH);
    }

    @Test
    void the_run_is_named_after_the_experiment_and_the_hash() {
        assertThat(PlanCodec.runId(Samples.plan())).isEqualTo("lean-help-" + HASH.substring(0, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "de"})
    void the_hash_does_not_depend_on_the_locale(String tag) {
        // Given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));

        try {
            // Then
            assertThat(PlanCodec.hash(Samples.plan())).isEqualTo(HASH);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_hash_does_not_depend_on_the_time_zone() {
        // Given
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

        try {
            // Then
            assertThat(PlanCodec.hash(Samples.plan())).isEqualTo(HASH);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void a_plan_with_an_unknown_field_is_refused() throws IOException {
        // Given
        Path file = plan("\"schema_version\" : 1,", "\"schema_version\" : 1, \"weight\" : 2,");

        // Then
        assertThatThrownBy(() -> PlanCodec.read(file))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("weight");
    }

    @Test
    void a_plan_with_a_missing_field_is_refused() throws IOException {
        // Given
        Path file = plan("\"repetitions\" : 2,", "");

        // Then
        assertThatThrownBy(() -> PlanCodec.read(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("repetitions");
    }

    @Test
    void a_plan_of_another_version_is_refused() throws IOException {
        // Given
        Path file = plan("\"schema_version\" : 1,", "\"schema_version\" : 2,");

        // Then
        assertThatThrownBy(() -> PlanCodec.read(file))
                .isInstanceOf(JournalException.class)
                .hasMessage(file + ": a plan of schema_version 2; this release reads 1");
    }

    @Test
    void a_missing_plan_is_named() {
        assertThatThrownBy(() -> PlanCodec.read(folder.resolve("plan.json")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(folder.resolve("plan.json").toString());
    }

    private Path plan(String replaced, String by) throws IOException {
        String text = GoldenFilesTest.golden("plan.json");
        return Files.writeString(folder.resolve("plan.json"), text.replace(replaced, by));
    }
}
