package dev.steelyard.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.conformance.StrictProvider.Mishap;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.strict.Scene;
import dev.steelyard.model.CallRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every official client, with a provider of every dialect behind the gateway, streamed and whole.
class ClientsMatrixTest {
    private static final Map<String, List<CallRecord>> HELD = new ConcurrentSkipListMap<>();

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Maker.values())
                .flatMap(maker -> Arrays.stream(Shore.values())
                        .flatMap(shore -> Stream.of(false, true).map(stream -> Arguments.of(maker, shore, stream))));
    }

    @ParameterizedTest(name = "{0} to {1}, streamed: {2}")
    @MethodSource("everyPair")
    void a_conversation_with_tools_is_held_to_its_end(Maker maker, Shore shore, boolean stream) throws Exception {
        List<Scene> scenes = Story.told(shore);
        try (var bridge = new Bridge(maker, shore, stream, Mishap.NONE)) {
            // When
            List<Sdk.Heard> heard = converse(bridge);

            // Then
            assertThat(bridge.provider().violations()).isEmpty();
            for (int i = 0; i < scenes.size(); i++) {
                assertHeard(maker, scenes.get(i), heard.get(i));
            }
            assertThat(ids(heard)).hasSize(3);
            assertCarried(maker, bridge);
            assertRecorded(maker, shore, stream, scenes, bridge.records());
            HELD.put(key(maker, shore, stream), bridge.records());
        }
    }

    private static List<Sdk.Heard> converse(Bridge bridge) {
        List<Sdk.Heard> heard = new ArrayList<>();
        heard.add(bridge.sdk().say(Story.ASKED));
        List<Sdk.Call> calls = heard.getFirst().calls();
        assertThat(calls).as("calls of %s", heard).hasSize(2);
        heard.add(bridge.sdk()
                .report(List.of(
                        new Sdk.Outcome(calls.getFirst(), Story.READ, false, ""),
                        new Sdk.Outcome(calls.getLast(), Story.FAILED, true, ""))));
        assertThat(heard.getLast().calls()).as("calls of %s", heard).hasSize(1);
        heard.add(bridge.sdk()
                .report(List.of(new Sdk.Outcome(heard.getLast().calls().getFirst(), Story.SEEN, false, Story.PNG))));
        heard.add(bridge.sdk().say(Story.ASKED_MORE));
        return heard;
    }

    private static void assertHeard(Maker maker, Scene scene, Sdk.Heard heard) {
        assertThat(heard.thinking()).isEqualTo(scene.thinking());
        assertThat(heard.text()).isEqualTo(scene.text());
        assertThat(heard.calls())
                .extracting(Sdk.Call::name)
                .isEqualTo(scene.calls().stream().map(Scene.Call::name).toList());
        assertThat(heard.calls())
                .extracting(Sdk.Call::arguments)
                .isEqualTo(scene.calls().stream()
                        .map(call -> Values.of(call.arguments()))
                        .toList());
        assertThat(heard.stop()).isEqualTo(scene.calls().isEmpty() ? maker.ends : maker.callsTools);
        assertThat(heard.usage()).isEqualTo(maker.told(scene.usage()));
    }

    private static Set<String> ids(List<Sdk.Heard> heard) {
        return heard.stream()
                .flatMap(answer -> answer.calls().stream())
                .map(Sdk.Call::id)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    /// What the tools gave reached the provider, the picture too where the client can send one.
    private static void assertCarried(Maker maker, Bridge bridge) {
        String last = Json.compact(bridge.provider().requests().getLast());
        assertThat(last).contains(Story.FAILED, Story.SEEN, Story.ASKED_MORE, "quoted");
        assertThat(last.contains(Story.PNG)).isEqualTo(maker != Maker.CHAT);
    }

    private static void assertRecorded(
            Maker maker, Shore shore, boolean stream, List<Scene> scenes, List<CallRecord> records) {
        String lane = maker.dialect.equals(shore.dialect()) ? "native" : "translated";
        assertThat(records)
                .hasSameSizeAs(scenes)
                .allMatch(call -> call.status() == 200 && call.error() == null)
                .allMatch(call -> call.lane().equals(lane))
                .allMatch(call -> call.ingressDialect().equals(maker.dialect))
                .allMatch(call -> call.upstreamDialect().equals(shore.dialect()))
                .allMatch(call -> call.usageSource().equals("exact"))
                .allMatch(call -> call.stream() == stream);
        assertThat(records)
                .extracting(CallRecord::usage)
                .isEqualTo(scenes.stream().map(Scene::usage).toList());
        assertThat(records)
                .extracting(CallRecord::toolCalls)
                .isEqualTo(scenes.stream()
                        .map(scene ->
                                scene.calls().stream().map(Scene.Call::name).toList())
                        .toList());
    }

    private static String key(Maker maker, Shore shore, boolean stream) {
        return maker + "|" + shore + "|" + stream;
    }

    @AfterAll
    static void theMatrixHasNoBlank() {
        var table = new StringBuilder("\nOfficial clients × upstream dialects, whole and streamed:\n");
        table.append("%-24s".formatted(""));
        Arrays.stream(Shore.values()).forEach(shore -> table.append("%-23s".formatted(shore)));
        for (Maker maker : Maker.values()) {
            table.append("\n%-24s".formatted(maker));
            Arrays.stream(Shore.values()).forEach(shore -> table.append("%-23s".formatted(square(maker, shore))));
        }
        System.out.println(table.append("\nNot carried:\n").append(losses()));
        assertThat(HELD).hasSize(Maker.values().length * Shore.values().length * 2);
    }

    private static String square(Maker maker, Shore shore) {
        List<CallRecord> whole = HELD.getOrDefault(key(maker, shore, false), List.of());
        List<CallRecord> streamed = HELD.getOrDefault(key(maker, shore, true), List.of());
        String lane = Stream.concat(whole.stream(), streamed.stream())
                .map(CallRecord::lane)
                .findFirst()
                .orElse("");
        return lane + " " + (whole.isEmpty() ? "NO" : "yes") + "/" + (streamed.isEmpty() ? "NO" : "yes");
    }

    private static String losses() {
        var losses = new TreeSet<String>();
        HELD.forEach((key, calls) -> calls.stream()
                .flatMap(call -> call.lossy().stream())
                .map(code -> key + ": " + code.replaceAll("\\*\\d+$", ""))
                .forEach(losses::add));
        return String.join("\n", losses);
    }
}
