package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.AskedOutput;
import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Envelope;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.HostedToolsDenied;
import dev.steelyard.gateway.live.LiveRequest;
import dev.steelyard.gateway.live.LiveSettings;
import dev.steelyard.gateway.live.NativeRules;
import dev.steelyard.gateway.live.PassedHeaders;
import dev.steelyard.gateway.live.Provider;
import dev.steelyard.gateway.live.ProviderRequest;
import dev.steelyard.gateway.live.Salt;
import dev.steelyard.gateway.live.Verb;
import dev.steelyard.gateway.translate.Dialogue;
import dev.steelyard.gateway.translate.Idiom;
import dev.steelyard.gateway.translate.Losses;
import dev.steelyard.gateway.translate.Translation;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.HostedToolRule;
import dev.steelyard.model.TokenUsage;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Makes a request ready for a provider: in the native lane where the dialects are the same, else translated.
record Forwarding(LiveUpstream upstream, CallMeter meter, Onward onward, Preparation preparation) {
    Prepared prepare(byte[] body) {
        Dialect ingress = meter.endpoint().dialect();
        String spoken = settings().dialectFor(ingress.id());
        return spoken.equals(ingress.id()) ? passed(body, ingress) : translated(body, ingress, Idiom.of(spoken));
    }

    private LiveSettings settings() {
        return upstream.settings();
    }

    private String servedName() {
        return meter.door.spec().model().servedName();
    }

    private boolean generates() {
        return meter.endpoint().generates();
    }

    private String salt() {
        return meter.door.spec().cachePolicy() == CachePolicy.ISOLATED && generates()
                ? Salt.line(meter.door.tag())
                : "";
    }

    private Verb verb() {
        return generates() ? Verb.GENERATE : Verb.COUNT;
    }

    private boolean claudeOnVertex(String dialect) {
        return settings().provider() == Provider.VERTEX && dialect.equals(Dialect.ANTHROPIC_MESSAGES.id());
    }

    private Prepared passed(byte[] body, Dialect dialect) {
        if (!generates() && !settings().counts(dialect.id())) {
            return estimated(body, dialect);
        }
        Provider provider = settings().provider();
        var rules = NativeRules.of(provider, dialect.id(), servedName(), verb(), upstream.hosted(), salt());
        var request = LiveRequest.of(body, rules);
        meter.modelRequested =
                Preparation.shortened(meter.target.model().isEmpty() ? request.model() : meter.target.model());
        meter.stream = generates() && (request.stream() || meter.endpoint().streams());
        meter.kind = !generates() ? CallKind.COUNT : request.tools() ? CallKind.MAIN : CallKind.SIDE;
        return stopped(body.length, request.askedOutput()).orElseGet(() -> {
            sight(dialect, body);
            meter.lossy.addAll(request.changes());
            return new Prepared.Native(upstream, nativeRequest(dialect, request), dialect.id(), request.usageAdded());
        });
    }

    private ProviderRequest nativeRequest(Dialect dialect, LiveRequest request) {
        HttpHeaders headers = onward.headers();
        boolean vertex = claudeOnVertex(dialect.id());
        if (vertex) {
            PassedHeaders.dropBetas(headers).forEach(beta -> meter.lossy.add("beta_dropped:" + Losses.safe(beta)));
            headers.remove("anthropic-version");
        }
        settings().admit(headers);
        String query = vertex ? "" : onward.query();
        return new ProviderRequest(settings().path(dialect.id(), verb(), meter.stream, query), headers, request.body());
    }

    /// Present if the budget has no room for the call, or not yet.
    private Optional<Prepared> stopped(int requestBytes, long askedOutput) {
        return generates() ? preparation.stopped(Bound.of(requestBytes, askedOutput), meter) : Optional.empty();
    }

    /// The provider judges the body, not we: a prompt that cannot be read here shows nothing here.
    private void sight(Dialect dialect, byte[] body) {
        if (meter.kind == CallKind.COUNT || !meter.door.spec().looksInside()) {
            return;
        }
        try {
            meter.look(meter.target.addressed(dialect.read(Json.readObject(body))));
        } catch (BadRequest _) {
            // No parts of it, no deliveries.
        }
    }

    private Prepared translated(byte[] body, Dialect ingress, Idiom spoken) {
        var losses = new Losses();
        var json = Json.readObject(body);
        if (!generates()) {
            return estimated(body, ingress);
        }
        Dialogue dialogue = policed(meter.target.addressed(read(ingress, json, losses)), losses);
        meter.modelRequested = Preparation.shortened(dialogue.model());
        meter.stream = dialogue.stream();
        meter.kind = dialogue.tools().isEmpty() ? CallKind.SIDE : CallKind.MAIN;
        return stopped(body.length, AskedOutput.in(json)).orElseGet(() -> {
            sight(ingress, body);
            var estimate = new TokenUsage(meter.door.calibration().tokens(body.length), 0, 0, 0, 0);
            Translation translation = Translation.of(
                    ingress,
                    spoken,
                    dialogue,
                    servedName(),
                    envelope(dialogue),
                    meter.door.sideTable(),
                    estimate,
                    losses);
            return new Prepared.Translated(upstream, translatedRequest(spoken, translation), translation);
        });
    }

    private Dialogue read(Dialect ingress, JsonNode json, Losses losses) {
        try {
            return Idiom.of(ingress.id()).reader().read(json, losses);
        } catch (HostedToolsDenied e) {
            throw upstream.hosted() == HostedToolRule.ALLOW ? e.inTranslation() : e;
        }
    }

    /// Where the provider counts nothing, or in no dialect that the agent speaks.
    private Prepared estimated(byte[] body, Dialect ingress) {
        var prompt = meter.target.addressed(ingress.read(Json.readObject(body)));
        meter.modelRequested = Preparation.shortened(prompt.model());
        return new Prepared.Counted(meter.door.calibration().generous(prompt), true);
    }

    private Dialogue policed(Dialogue dialogue, Losses losses) {
        return new Policing(settings().provider(), salt()).over(dialogue, losses);
    }

    private Envelope envelope(Dialogue dialogue) {
        return new Envelope(
                meter.callId(),
                meter.modelRequested,
                Instant.now().getEpochSecond(),
                dialogue.usageInStream(),
                dialogue.names());
    }

    private ProviderRequest translatedRequest(Idiom spoken, Translation translation) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaderNames.USER_AGENT, "steelyard");
        boolean vertex = claudeOnVertex(spoken.id());
        if (spoken == Idiom.ANTHROPIC_MESSAGES && !vertex) {
            headers.set("anthropic-version", "2023-06-01");
        }
        settings().admit(headers);
        String query = spoken == Idiom.GEMINI && meter.stream ? "alt=sse" : "";
        byte[] body = vertex ? versioned(spoken, translation.body()) : translation.body();
        return new ProviderRequest(settings().path(spoken.id(), Verb.GENERATE, meter.stream, query), headers, body);
    }

    /// What is not ours to deny, strip or salt a second time.
    private byte[] versioned(Idiom spoken, byte[] body) {
        var rules = NativeRules.of(Provider.VERTEX, spoken.id(), servedName(), Verb.GENERATE, HostedToolRule.ALLOW, "");
        return LiveRequest.of(body, rules).body();
    }
}
