package dev.steelyard.bench;

import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.journal.JournalEvent.CallFinished;
import dev.steelyard.journal.JournalWriter;
import dev.steelyard.journal.JournalWriter.Durability;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The real gateway: a door with limits and prices, every call's record in a journal. Looking into prompts, which an
/// experiment asks for, is off. Says where it listens, and serves until its standard input ends.
///
/// Arguments: the journal. Environment: as of a live model called `openai-compatible/bench`.
final class GatewayProcess {
    private static final ModelRef MODEL = new ModelRef("openai-compatible/bench");
    private static final PriceSheet PRICES = new PriceSheet(
            new BigDecimal("1.25"), new BigDecimal("0.125"), new BigDecimal("1.25"), new BigDecimal("10"));
    private static final Limits LIMITS = new Limits(
            Duration.ofDays(1),
            Integer.MAX_VALUE,
            Long.MAX_VALUE / 2,
            new Usd(new BigDecimal("1000000000")),
            null,
            64L << 20);

    private GatewayProcess() {}

    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) throws IOException {
        var upstream = new LiveUpstream(LiveSettings.of(MODEL, System.getenv()), Patience.DEFAULT, RetryPolicy.NEVER);
        try (var journal = JournalWriter.open(Path.of(arguments[0]));
                var gateway = Gateway.start(
                        0,
                        upstream,
                        Ticker.startingNow(),
                        call -> journal.append(new CallFinished(call), Durability.HANDED_OVER))) {
            gateway.warmUp();
            try (Door door = gateway.open(door())) {
                System.out.println(
                        gateway.port() + " " + URI.create(door.baseUrl()).getPath() + " " + door.key());
                while (System.in.read() >= 0) {
                    // Nobody says anything: the end of the input is the word to stop.
                }
            }
        }
    }

    private static DoorSpec door() {
        return new DoorSpec(
                CellId.of("bench", "base", "load", 1),
                1,
                LIMITS,
                PRICES,
                Budget.unlimited(),
                MODEL,
                CachePolicy.AS_SENT,
                null,
                null,
                List.of(),
                false,
                _ -> {});
    }
}
