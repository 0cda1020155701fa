package dev.steelyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.recording.Recording;
import dev.steelyard.gateway.recording.Speed;
import dev.steelyard.gateway.recording.Transcript;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Simulation;
import dev.steelyard.model.Trajectory.Run;
import dev.steelyard.model.Trajectory.Say;
import dev.steelyard.model.Trajectory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A door that is recorded, and then one that answers from the recording.
class ReplayTest {
    private static final String MESSAGES = "/v1/messages";
    private static final Simulation PACED = new Simulation(40, 500, 0);
    private static final ModelRef REPLAYED = ModelRef.recording("zero", new ModelRef(ModelRef.SIMULATED));
    private static final Step[] STEPS = {new Run("echo hello", "Let me see."), new Say("Done.")};

    private final List<String> misses = new CopyOnWriteArrayList<>();

    private record Asked(String path, String body) {}

    private record Recorded(List<String> answers, List<CallRecord> records, List<Transcript> transcripts) {}

    private static Recorded record(Asked... requests) throws Exception {
        var answers = new ArrayList<String>();
        var transcripts = new CopyOnWriteArrayList<Transcript>();
        try (House house = new House(PACED)) {
            Door door = house.door("base", Limits.DEFAULT, transcripts::add, STEPS);
            for (Asked asked : requests) {
                answers.add(house.post(door, asked.path(), asked.body()).body());
            }
            door.close();
            return new Recorded(answers, List.copyOf(house.records), transcripts);
        }
    }

    private House replaying(Recorded recorded, Speed speed) {
        List<RecordedCall> calls = recorded.transcripts().stream()
                .map(transcript -> new RecordedCall(
                        recorded.records().stream()
                                .filter(record -> record.seq() == transcript.seq())
                                .findFirst()
                                .orElseThrow(),
                        transcript))
                .toList();
        return new House(new RecordedUpstream(new InMemory(calls), speed, false), REPLAYED);
    }

    private final class InMemory implements Recording {
        private final List<RecordedCall> calls;

        private InMemory(List<RecordedCall> calls) {
            this.calls = calls;
        }

        @Override
        public List<RecordedCall> calls(CellId cell, String work) {
            return cell.equals(CellId.of("agent", "base", "task", 1)) ? calls : List.of();
        }

        @Override
        public String keep(CellId cell, int attempt, int seq, String difference) {
            misses.add(difference);
            return "misses/" + seq;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, true",
        "/v1/messages, false",
        "/v1/messages/count_tokens, false",
        "/v1/chat/completions, true",
        "/v1beta/models/any:streamGenerateContent, true"
    })
    void an_answer_is_played_byte_for_byte_and_counted_as_it_was(String path, boolean stream) throws Exception {
        // Given
        String body = path.contains("models/")
                ? "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go\"}]}]}"
                : House.messages(stream, "go");
        Recorded recorded = record(new Asked(path, body));

        // When
        try (House house = replaying(recorded, Speed.ZERO)) {
            Door door = house.door();
            var answer = house.post(door, path, body);
            CallRecord replayed = house.only(door);

            // Then
            CallRecord before = recorded.records().getFirst();
            assertThat(answer.body()).isEqualTo(recorded.answers().getFirst());
            assertThat(answer.headers().firstValue("content-type"))
                    .contains(recorded.transcripts().getFirst().headers().get("content-type"));
            assertThat(replayed.usage()).isEqualTo(before.usage());
            assertThat(replayed.usageRaw()).isEqualTo(before.usageRaw());
            assertThat(replayed.kind()).isEqualTo(before.kind());
            assertThat(replayed.costUsd()).isEqualTo(before.costUsd());
            assertThat(replayed.toolCalls()).isEqualTo(before.toolCalls());
            assertThat(replayed.usageSource()).isEqualTo(before.usageSource());
            assertThat(replayed.responseBytes()).isEqualTo(before.responseBytes());
            assertThat(replayed.lane()).isEqualTo("replayed");
            assertThat(replayed.simulated()).isTrue();
        }
    }

    @Test
    void a_call_played_at_once_has_no_latency() throws Exception {
        Recorded recorded = record(new Asked(MESSAGES, House.messages(true, "go")));

        try (House house = replaying(recorded, Speed.ZERO)) {
            Door door = house.door();
            house.post(door, MESSAGES, House.messages(true, "go"));
            CallRecord replayed = house.only(door);

            assertThat(recorded.records().getFirst().firstContentNs()).isNotNull();
            assertThat(replayed.firstContentNs()).isNull();
            assertThat(replayed.firstByteNs()).isNull();
            assertThat(replayed.headersNs()).isNull();
            assertThat(replayed.gaps()).isNull();
        }
    }

    @Test
    void at_the_recorded_speed_no_frame_comes_before_its_time() throws Exception {
        Recorded recorded = record(new Asked(MESSAGES, House.messages(true, "go")));

        try (House house = replaying(recorded, Speed.RECORDED)) {
            var replays = new CopyOnWriteArrayList<Transcript>();
            Door door = house.door("base", Limits.DEFAULT, replays::add);
            house.post(door, MESSAGES, House.messages(true, "go"));
            CallRecord replayed = house.only(door);

            var frames = recorded.transcripts().getFirst().frames();
            var again = replays.getFirst().frames();
            assertThat(again).hasSameSizeAs(frames);
            for (int i = 0; i < frames.size(); i++) {
                assertThat(again.get(i).length()).isEqualTo(frames.get(i).length());
                assertThat(again.get(i).offsetNs())
                        .isGreaterThanOrEqualTo(frames.get(i).offsetNs());
            }
            assertThat(replayed.firstContentNs()).isNotNull();
        }
    }

    @Test
    void requests_may_come_in_another_order() throws Exception {
        var first = new Asked(MESSAGES, House.messages(false, "first"));
        var second = new Asked(MESSAGES, House.messages(false, "second"));
        Recorded recorded = record(first, second);

        try (House house = replaying(recorded, Speed.ZERO)) {
            Door door = house.door();
            assertThat(house.post(door, MESSAGES, second.body()).body())
                    .isEqualTo(recorded.answers().getLast());
            assertThat(house.post(door, MESSAGES, first.body()).body())
                    .isEqualTo(recorded.answers().getFirst());
        }
    }

    @Test
    void a_request_that_was_not_recorded_is_refused_for_good_and_its_difference_kept() throws Exception {
        Recorded recorded = record(new Asked(MESSAGES, House.messages(false, "go")));

        try (House house = replaying(recorded, Speed.ZERO)) {
            Door door = house.door();
            var answer = house.post(door, MESSAGES, House.messages(false, "stop"));
            CallRecord missed = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
            assertThat(answer.body()).contains("invalid_request_error", "There is no answer to replay");
            assertThat(missed.error()).isNotNull().satisfies(error -> {
                assertThat(error.origin()).isEqualTo("gateway");
                assertThat(error.type()).isEqualTo("replay_miss");
                assertThat(error.message()).endsWith("See misses/1.");
            });
            assertThat(missed.usage().totalInput()).isZero();
            assertThat(misses).hasSize(1);
            assertThat(misses.getFirst()).contains("-messages[0].content: \"go\"", "+messages[0].content: \"stop\"");
        }
    }

    @Test
    void a_refusal_is_played_as_it_was() throws Exception {
        Recorded recorded = record(new Asked(MESSAGES, "{\"model\": 7"));

        try (House house = replaying(recorded, Speed.ZERO)) {
            Door door = house.door();
            var answer = house.post(door, MESSAGES, "{\"model\": 7");
            CallRecord replayed = house.only(door);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(recorded.answers().getFirst());
            assertThat(replayed.error()).isEqualTo(recorded.records().getFirst().error());
        }
    }

    @Test
    void a_limit_stops_a_replay_where_it_would_stop_a_run() throws Exception {
        var first = new Asked(MESSAGES, House.messages(false, "first"));
        var second = new Asked(MESSAGES, House.messages(false, "second"));
        Recorded recorded = record(first, second);

        try (House house = replaying(recorded, Speed.ZERO)) {
            var one = new Limits(Limits.DEFAULT.wall(), 1, 1_000_000, null, null, 1 << 20);
            Door door = house.door("base", one, null);
            assertThat(house.post(door, MESSAGES, first.body()).statusCode()).isEqualTo(200);
            assertThat(house.post(door, MESSAGES, second.body()).body()).contains("The budget is spent");
        }
    }

    @Test
    void the_doors_own_key_and_planted_ones_are_in_no_transcript() throws Exception {
        var transcripts = new CopyOnWriteArrayList<Transcript>();
        try (House house = new House(PACED)) {
            String planted = "sk-ant-api03-planted-key";
            Door door = house.door(
                    "base", Limits.DEFAULT, transcripts::add, new Run("echo " + planted, planted), new Say(planted));
            house.post(door, MESSAGES, House.messages(true, planted + " and " + door.key()));
            house.post(door, MESSAGES, House.messages(false, "again " + planted + " and " + door.key()));
            door.close();

            assertThat(transcripts)
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.toString()
                                    + new String(call.request(), java.nio.charset.StandardCharsets.UTF_8)
                                    + new String(call.response(), java.nio.charset.StandardCharsets.UTF_8))
                            .doesNotContain(planted, door.key(), "planted")
                            .contains("REDACTED"));
            assertThat(transcripts)
                    .allSatisfy(call -> assertThat(call.frames().stream()
                                    .mapToInt(Transcript.Frame::length)
                                    .sum())
                            .isEqualTo(call.response().length));
        }
    }

    @Test
    void only_headers_that_a_client_acts_on_are_kept() throws Exception {
        Recorded recorded = record(new Asked(MESSAGES, House.messages(false, "go")), new Asked(MESSAGES, "{"));

        assertThat(recorded.transcripts().getFirst().headers()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(recorded.transcripts().getLast().headers())
                .isEqualTo(Map.of("content-type", "application/json", "x-should-retry", "false"));
    }
}
