package dev.steelyard.gateway;

import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.Patience;
import dev.steelyard.gateway.live.ProviderCall;
import dev.steelyard.gateway.live.ProviderClient;
import dev.steelyard.gateway.live.ProviderRequest;
import dev.steelyard.gateway.live.ReplyListener;
import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.HostedToolRule;
import io.netty.channel.EventLoop;

/// Answers from a provider. Where it speaks the agent's dialect bytes pass through, else they are translated.
public final class LiveUpstream implements Upstream {
    private final LiveSettings settings;
    private final RetryPolicy retries;
    private final HostedToolRule hosted;
    private final ProviderClient client;

    public LiveUpstream(LiveSettings settings, Patience patience, RetryPolicy retries) {
        this(settings, patience, retries, HostedToolRule.DENY);
    }

    public LiveUpstream(LiveSettings settings, Patience patience, RetryPolicy retries, HostedToolRule hosted) {
        this.settings = settings;
        this.retries = retries;
        this.hosted = hosted;
        this.client = new ProviderClient(settings, patience);
    }

    /// The same kind of upstream, with a door in the provider's place.
    LiveUpstream leadingTo(Door door) {
        return new LiveUpstream(settings.leadingTo(door.baseUrl(), door.key()), Patience.DEFAULT, RetryPolicy.NEVER);
    }

    LiveSettings settings() {
        return settings;
    }

    RetryPolicy retries() {
        return retries;
    }

    HostedToolRule hosted() {
        return hosted;
    }

    ProviderCall send(ProviderRequest request, EventLoop loop, ReplyListener listener) {
        return client.send(request, loop, Transport.best().clientChannel(), listener);
    }
}
