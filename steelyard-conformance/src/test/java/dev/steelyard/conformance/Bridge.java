package dev.steelyard.conformance;

import dev.steelyard.conformance.StrictProvider.Mishap;
import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.LiveUpstream;
import dev.steelyard.gateway.Script;
import dev.steelyard.gateway.Ticker;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.Trajectory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client and a provider with a gateway between them.
final class Bridge implements AutoCloseable {
    private final List<CallRecord> records = new CopyOnWriteArrayList<>();
    private final StrictProvider provider;
    private final Gateway gateway;
    private final Door door;
    private final Sdk sdk;

    Bridge(Maker maker, Shore shore, boolean stream, Mishap mishap) throws IOException {
        provider = new StrictProvider(shore, Story.told(shore), mishap);
        var upstream = new LiveUpstream(shore.settings(provider.url()), Patience.DEFAULT, RetryPolicy.NEVER);
        gateway = Gateway.start(0, upstream, Ticker.startingNow(), records::add);
        door = gateway.open(spec(shore));
        String home = maker.dialect.equals(shore.dialect()) ? shore.model.servedName() : "";
        sdk = maker.sdk.apply(new Sdk.Setting(door.baseUrl(), door.key(), stream, home));
    }

    private static DoorSpec spec(Shore shore) {
        return new DoorSpec(
                CellId.of("agent", "base", "task", 1),
                1,
                Limits.DEFAULT,
                null,
                Budget.unlimited(),
                shore.model,
                CachePolicy.AS_SENT,
                new Script(new Trajectory(List.of()), "/workspace", 1, "conformance"),
                null,
                List.of(),
                false,
                _ -> {});
    }

    Sdk sdk() {
        return sdk;
    }

    StrictProvider provider() {
        return provider;
    }

    /// In the order of the calls. Ends the conversation.
    List<CallRecord> records() {
        door.close();
        return List.copyOf(records);
    }

    @Override
    public void close() {
        sdk.close();
        gateway.close();
        provider.close();
    }
}
