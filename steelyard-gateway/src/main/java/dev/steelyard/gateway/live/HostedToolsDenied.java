package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import java.util.Collection;

/// A request that asks for tools that the provider would run, and for nothing else.
public final class HostedToolsDenied extends BadRequest {
    private static final long serialVersionUID = 1L;

    private HostedToolsDenied(String message) {
        super(message);
    }

    public static HostedToolsDenied naming(Collection<String> tools) {
        return new HostedToolsDenied("provider-side tools are denied in this experiment: " + String.join(", ", tools));
    }

    /// The same, where the experiment allows them and a translation cannot.
    public HostedToolsDenied inTranslation() {
        return new HostedToolsDenied(
                reason() + " (this agent's requests are translated, and no other dialect has them)");
    }
}
