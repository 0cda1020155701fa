package dev.steelyard.gateway;

import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.Provider;
import dev.steelyard.gateway.live.ProviderCall;
import dev.steelyard.gateway.live.ProviderClient;
import dev.steelyard.gateway.live.ReplyListener;
import io.netty.channel.EventLoop;

/// Answers from a provider, in the native lane only: the agent's dialect is the provider's, and bytes pass through.
public final class LiveUpstream implements Upstream {
    private final LiveSettings settings;
    private final ProviderClient client;

    public LiveUpstream(LiveSettings settings, Patience patience) {
        this.settings = settings;
        this.client = new ProviderClient(settings, patience);
    }

    /// The same kind of upstream, with a door in the provider's place.
    LiveUpstream leadingTo(Door door) {
        return new LiveUpstream(settings.leadingTo(door.baseUrl(), door.key()), Patience.DEFAULT);
    }

    public Provider provider() {
        return settings.provider();
    }

    /// Nothing that comes from the provider is recorded without this.
    String redacted(String text) {
        return settings.redacted(text);
    }

    ProviderCall send(Onward onward, byte[] body, EventLoop loop, ReplyListener listener) {
        return client.send(
                onward.path(), onward.headers(), body, loop, Transport.best().clientChannel(), listener);
    }
}
