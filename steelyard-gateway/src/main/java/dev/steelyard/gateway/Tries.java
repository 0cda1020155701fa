package dev.steelyard.gateway;

import dev.steelyard.gateway.live.RetryPolicy;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.UpstreamTry;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tries of one call: keeps what becomes of each, and says whether there is another.
final class Tries {
    private static final String[] REQUEST_IDS = {"request-id", "x-request-id", "x-goog-request-id"};

    private final RetryPolicy policy;
    private final CallMeter meter;
    private final Ticker ticker;
    private long sentNs;
    private int status;
    private @Nullable String requestId;
    private Optional<Duration> asked = Optional.empty();
    private boolean vain;
    private boolean open;

    Tries(RetryPolicy policy, CallMeter meter, Ticker ticker) {
        this.policy = policy;
        this.meter = meter;
        this.ticker = ticker;
    }

    void begin() {
        meter.attempts++;
        sentNs = ticker.nanos();
        status = 0;
        requestId = null;
        asked = Optional.empty();
        open = true;
    }

    void head(int answered, HttpHeaders headers) {
        status = answered;
        asked = RetryPolicy.asked(headers, Clock.systemUTC());
        vain = RetryPolicy.vain(headers);
        for (String name : REQUEST_IDS) {
            requestId = requestId == null ? headers.get(name) : requestId;
        }
    }

    /// How long to wait before another try of what was answered like this; empty if the answer stands.
    Optional<Duration> afterStatus() {
        return policy.passing(status) && !vain ? policy.wait(meter.attempts, asked) : Optional.empty();
    }

    /// The same for what broke before any answer came: only where nothing can have been generated yet.
    Optional<Duration> afterFailure(CallError why) {
        boolean harmless = why.type().startsWith("connect") || why.type().equals("reset");
        return harmless && status == 0 ? policy.wait(meter.attempts, Optional.empty()) : Optional.empty();
    }

    /// Once per try.
    void end(@Nullable CallError error, TokenUsage charged) {
        if (open) {
            open = false;
            meter.tries.add(new UpstreamTry(
                    sentNs,
                    ticker.nanos(),
                    status,
                    error,
                    requestId,
                    asked.map(Duration::toMillis).orElse(null),
                    charged));
        }
    }
}
