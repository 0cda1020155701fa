package dev.steelyard.journal.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.TokenUsage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Buckets are made by the dialect of the usage that stands in the log.
class UsageRuleTest {
    @TempDir
    private Path folder;

    private TokenUsage usage(String usage) throws IOException {
        return new Import(folder).only(usage).usage();
    }

    private java.util.List<String> codes(String usage) throws IOException {
        return new Import(folder).only(usage).lossy();
    }

    @Test
    void openais_input_holds_the_cache() throws IOException {
        assertThat(usage("""
                {"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":\
                {"cached_tokens":60,"cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":5}}""")).isEqualTo(new TokenUsage(30, 60, 10, 20, 5));
    }

    @Test
    void the_responses_input_holds_it_too() throws IOException {
        assertThat(usage("""
                {"input_tokens":100,"output_tokens":20,"input_tokens_details":{"cached_tokens":60},\
                "output_tokens_details":{"reasoning_tokens":7}}""")).isEqualTo(new TokenUsage(40, 60, 0, 20, 7));
    }

    @Test
    void anthropics_input_leaves_it_out() throws IOException {
        assertThat(usage("""
                {"input_tokens":3,"output_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":10}""")).isEqualTo(new TokenUsage(3, 60, 10, 20, 0));
    }

    @Test
    void cache_writes_by_lifetime_are_summed() throws IOException {
        assertThat(usage("""
                {"input_tokens":3,"output_tokens":20,"cache_creation":\
                {"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":6}}""")).isEqualTo(new TokenUsage(3, 0, 10, 20, 0));
    }

    @Test
    void a_total_proves_that_the_cache_stood_beside_the_prompt() throws IOException {
        String usage = """
                {"prompt_tokens":100,"completion_tokens":20,"total_tokens":180,"cache_read_input_tokens":60}""";

        assertThat(usage(usage)).isEqualTo(new TokenUsage(100, 60, 0, 20, 0));
        assertThat(codes(usage)).containsExactly("cache_beside_input");
    }

    @Test
    void more_cached_than_input_is_clamped_and_said() throws IOException {
        String usage = """
                {"prompt_tokens":10,"completion_tokens":20,"cache_read_input_tokens":60}""";

        assertThat(usage(usage)).isEqualTo(new TokenUsage(0, 60, 0, 20, 0));
        assertThat(codes(usage)).containsExactly("usage_inconsistent");
    }

    @Test
    void the_cache_counted_twice_differently_is_taken_once() throws IOException {
        String usage = """
                {"prompt_tokens":100,"completion_tokens":1,"cache_read_input_tokens":50,\
                "prompt_tokens_details":{"cached_tokens":60}}""";

        assertThat(usage(usage)).isEqualTo(new TokenUsage(40, 60, 0, 1, 0));
        assertThat(codes(usage)).contains("cache_fields_disagree");
    }

    @Test
    void reasoning_beside_the_output_is_added_if_the_total_proves_it() throws IOException {
        assertThat(usage("""
                {"prompt_tokens":10,"completion_tokens":20,"total_tokens":35,\
                "completion_tokens_details":{"reasoning_tokens":5}}""")).isEqualTo(new TokenUsage(10, 0, 0, 25, 5));
    }

    @Test
    void more_reasoning_than_output_is_clamped() throws IOException {
        String usage = """
                {"prompt_tokens":10,"completion_tokens":20,"completion_tokens_details":{"reasoning_tokens":50}}""";

        assertThat(usage(usage)).isEqualTo(new TokenUsage(10, 0, 0, 20, 20));
        assertThat(codes(usage)).containsExactly("reasoning_clamped");
    }

    @Test
    void no_usage_is_unknown_and_said() throws IOException {
        assertThat(codes("{}")).containsExactly("usage_missing");
    }
}
