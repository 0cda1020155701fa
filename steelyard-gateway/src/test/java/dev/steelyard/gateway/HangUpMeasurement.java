package dev.steelyard.gateway;

import dev.steelyard.gateway.live.Patience;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// How long it takes from a client's end to the provider being told, while the provider is silent: a program, not a
/// test. Prints the median and the 99th percentile of 200, after as many that do not count.
final class HangUpMeasurement {
    private static final int KILLS = 200;
    private static final String EVENT = """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

            """;

    private HangUpMeasurement() {}

    @SuppressWarnings("SystemOut")
    static void main() throws Exception {
        BlockingQueue<Long> noticedNs = new LinkedBlockingQueue<>();
        FakeProvider.Reply silent = (socket, out) -> {
            out.write(FakeProvider.STREAM_HEAD);
            byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
            FakeProvider.chunk(out, event, 0, event.length);
            while (socket.getInputStream().read() >= 0) {
                throw new java.io.IOException("a hang-up was expected");
            }
            noticedNs.add(System.nanoTime());
        };
        try (var provider = new FakeProvider(silent);
                House house = House.before("anthropic/claude-x", provider.url(), "k", Patience.DEFAULT)) {
            Door door = house.door("base", unlimited(), null);
            long[] tookNs = new long[2 * KILLS];
            for (int i = 0; i < tookNs.length; i++) {
                Raw raw = Raw.to(house);
                raw.send(Raw.request(door, "/v1/messages", House.messages(true, "go")));
                raw.readUntil("message_start");
                long goneNs = System.nanoTime();
                raw.close();
                tookNs[i] = noticedNs.take() - goneNs;
            }
            long[] counted = Arrays.copyOfRange(tookNs, KILLS, tookNs.length);
            Arrays.sort(counted);
            System.out.printf(
                    Locale.ROOT,
                    "%d clients gone: the provider was told after %.3f ms (p50), %.3f ms (p99), %.3f ms (most)%n",
                    KILLS,
                    counted[KILLS / 2] / 1e6,
                    counted[KILLS * 99 / 100] / 1e6,
                    counted[KILLS - 1] / 1e6);
        }
    }

    private static dev.steelyard.model.Limits unlimited() {
        return new dev.steelyard.model.Limits(
                java.time.Duration.ofHours(1), 100_000, Long.MAX_VALUE / 2, null, null, 1 << 20);
    }
}
