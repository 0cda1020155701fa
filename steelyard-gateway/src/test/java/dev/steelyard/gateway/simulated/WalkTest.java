package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.model.Philox;
import dev.steelyard.model.Trajectory.Branch;
import dev.steelyard.model.Trajectory.Chance;
import dev.steelyard.model.Trajectory.OutputHas;
import dev.steelyard.model.Trajectory.PromptHas;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import dev.steelyard.model.Trajectory.Step;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static Step run(String command) {
        return new Run(command, null);
    }

    @Test
    void each_result_leads_to_the_next_step_and_the_end_is_a_short_text() {
        // Given
        Chat chat = Chat.playing(run("one"), run("two")).user("go");

        // Then
        assertThat(chat.next()).isEqualTo("one");
        assertThat(chat.answer("").next()).isEqualTo("two");
        assertThat(chat.answer("").next()).isEqualTo("Done.");
    }

    @Test
    void a_request_that_is_sent_again_gets_the_same_reply() {
        // Given
        Chat chat = Chat.playing(run("one"), run("two")).user("go").answer("");

        // When
        Performance first = chat.ask();
        Performance again = chat.ask();

        // Then
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(again.cues())
                .extracting(Performance.Cue::dueNanos)
                .isEqualTo(first.cues().stream().map(Performance.Cue::dueNanos).toList());
    }

    @Test
    void a_text_ends_the_turn_even_if_steps_follow() {
        // Given
        Chat chat = Chat.playing(new Say("Enough."), run("never")).user("go");

        // Then
        assertThat(chat.next()).isEqualTo("Enough.");
    }

    @Test
    void an_output_branch_looks_at_the_result_it_follows_and_at_no_later_one() {
        // Given
        Chat chat = Chat.playing(
                        run("one"),
                        new Branch(
                                new OutputHas(Pattern.compile("error")), List.of(run("repair")), List.of(run("go on"))),
                        run("last"))
                .user("error in the prompt is not an output");

        // When
        chat.answer("an error");

        // Then
        assertThat(chat.next()).isEqualTo("repair");
        assertThat(chat.answer("all well").next()).isEqualTo("last");
        assertThat(chat.answer("error").next()).isEqualTo("Done.");
    }

    @Test
    void an_output_branch_before_any_result_is_not_taken() {
        // Given
        Chat chat = Chat.playing(
                        new Branch(new OutputHas(Pattern.compile("")), List.of(run("found")), List.of(run("absent"))))
                .user("go");

        // Then
        assertThat(chat.next()).isEqualTo("absent");
    }

    @Test
    void a_prompt_branch_keeps_its_decision_when_its_words_appear_later() {
        // Given
        Step branch = new Branch(
                new PromptHas(Pattern.compile("flag --json")), List.of(run("tool --json")), List.of(run("tool")));
        Chat without = Chat.playing(branch, run("last")).user("use the tool");
        Chat with = Chat.playing(branch, run("last")).user("there is a flag --json");

        // Then
        assertThat(with.next()).isEqualTo("tool --json");
        assertThat(without.next()).isEqualTo("tool");
        assertThat(without.answer("usage: flag --json").next()).isEqualTo("last");
    }

    @Test
    void a_prompt_branch_sees_the_results_before_it() {
        // Given
        Chat chat = Chat.playing(
                        run("cat notes"),
                        new Branch(new PromptHas(Pattern.compile("secret")), List.of(run("yes")), List.of(run("no"))))
                .user("go");

        // Then
        assertThat(chat.answer("a secret").next()).isEqualTo("yes");
    }

    @Test
    void a_chance_is_drawn_from_the_seed_the_label_and_the_branchs_place() {
        // Given
        double half = 0.5;
        Step nested = new Branch(
                new Chance(1),
                List.of(run("first"), new Branch(new Chance(half), List.of(run("heads")), List.of(run("tails")))),
                List.of());

        // Then
        assertThat(LongStream.range(0, 20)).allSatisfy(seed -> {
            boolean heads = new Philox(seed, "label|1.then.1", 0).nextDouble() < half;
            Chat chat = new Chat(Chat.role(seed, run("zero"), nested)).user("go");
            assertThat(chat.answer("").answer("").next()).isEqualTo(heads ? "heads" : "tails");
        });
    }

    @Test
    void calls_of_an_earlier_door_do_not_count() {
        // Given
        Chat chat = Chat.playing(
                        new Branch(new PromptHas(Pattern.compile("again")), List.of(run("new")), List.of(run("old"))))
                .user("first task")
                .returned("call_999999999999_1", "")
                .user("and again");

        // Then
        assertThat(chat.next()).isEqualTo("new");
        assertThat(chat.answer("").next()).isEqualTo("Done.");
    }

    @Test
    void every_call_counts_for_an_agent_that_makes_its_own_ids() {
        // Given
        Chat chat = Chat.playing(run("one"), run("two")).user("go").returned("tool-1", "");

        // Then
        assertThat(chat.next()).isEqualTo("two");
    }
}
