package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Failures;
import dev.steelyard.gateway.dialect.Reply.StopReason;
import dev.steelyard.gateway.dialect.ReplyEvent;
import dev.steelyard.gateway.live.Answer;
import dev.steelyard.gateway.live.MediaTypes;
import dev.steelyard.gateway.live.Passage;
import dev.steelyard.gateway.live.PassedHeaders;
import dev.steelyard.gateway.live.SseScanner;
import dev.steelyard.gateway.live.WholeAnswer;
import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads an answer in the provider's dialect and tells it in the client's, event by event. The client is told a status
/// only once there is something to tell, so that a failure that comes first can still be told as one.
public final class TranslatedPassage implements Passage {
    private static final byte[] NOTHING = {};
    private static final int CLIENT_ERROR = 400;
    private static final CallError TRUNCATED =
            new CallError("network", "truncated", "the provider's stream ended before its last event");

    private final Translation how;
    private final Answer meter;
    private final AnswerReader reader;
    private final Dialect.StreamWriter writer;
    private final HttpHeaders headers;
    private final int status;
    private final UnaryOperator<String> redact;
    private final boolean events;
    private final SseScanner scanner = new SseScanner((data, _) -> event(data));
    private final WholeAnswer whole = new WholeAnswer();
    private final StringBuilder out = new StringBuilder();
    private @Nullable Opening opening;
    private @Nullable CallError failure;
    private boolean finished;

    /// @param meter takes the usage; nothing is ever metered from what the client is told
    /// @param redact takes secrets out of what a provider says of a failure
    public TranslatedPassage(
            Translation how, Answer meter, int status, HttpHeaders headers, UnaryOperator<String> redact) {
        this.redact = redact;
        this.how = how;
        this.meter = meter;
        this.status = status;
        this.headers = headers;
        this.events = status < CLIENT_ERROR && MediaTypes.events(headers);
        this.reader = how.provider().answer(how.turn());
        this.writer = how.client().stream(how.envelope());
    }

    @Override
    public byte[] pass(byte[] bytes) {
        if (!events) {
            whole.add(bytes);
            return NOTHING;
        }
        scanner.accept(bytes);
        return told();
    }

    private void event(String data) {
        if (finished) {
            return;
        }
        meter.event(data).ifPresent(event -> reader.event(event, this::tell));
        if (meter.complete() && !how.provider().equals(Idiom.GEMINI)) {
            finish();
        }
    }

    private void tell(ReplyEvent event) {
        begin();
        out.append(writer.write(event));
    }

    private void begin() {
        if (opening == null) {
            HttpHeaders answer = PassedHeaders.back(headers);
            answer.set(HttpHeaderNames.CONTENT_TYPE, how.client().streamType());
            answer.set("x-accel-buffering", "no");
            opening = new Opening(status, answer, OptionalLong.empty());
            out.append(writer.write(new ReplyEvent.Start(how.input())));
        }
    }

    /// A stream that says neither why it stops nor that it is over has broken off.
    private void finish() {
        finished = true;
        reader.end(this::tell);
        Optional<CallError> failed = reader.failure().or(meter::error);
        if (failed.isEmpty() && reader.stop().isEmpty() && !meter.complete()) {
            failed = Optional.of(TRUNCATED);
        }
        if (failed.isPresent()) {
            fail(failed.get());
            return;
        }
        tell(new ReplyEvent.Finish(stop(), usage()));
    }

    /// Of an answer that is complete, though some servers do not say why.
    private StopReason stop() {
        return reader.stop().orElse(meter.toolCalls().isEmpty() ? StopReason.END_TURN : StopReason.TOOL_USE);
    }

    private TokenUsage usage() {
        return meter.tally(how.body().length).usage();
    }

    private void fail(CallError why) {
        failure = why;
        if (opening == null) {
            out.append(refused(Failures.status(why), why.message()));
        } else {
            String words = redact.apply(Failures.words(how.client(), why.message()));
            out.append(writer.write(new ReplyEvent.Failed(Failures.type(why), words)));
        }
    }

    private String refused(int refusedWith, String message) {
        int told = Failures.status(how.client(), refusedWith);
        String body = Failures.body(
                how.client(), told, redact.apply(message), how.envelope().callId());
        opening = json(told, body);
        return body;
    }

    private Opening json(int told, String body) {
        HttpHeaders answer = PassedHeaders.back(headers);
        answer.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        answer.remove(HttpHeaderNames.CONTENT_ENCODING);
        return new Opening(told, answer, OptionalLong.of(body.getBytes(StandardCharsets.UTF_8).length));
    }

    @Override
    public byte[] end() {
        if (events) {
            scanner.rest();
            if (!finished) {
                finish();
            }
            return told();
        }
        Optional<JsonNode> body = meter.whole(whole.bytes());
        if (status >= CLIENT_ERROR) {
            String message = meter.error().map(CallError::message).orElse("HTTP status " + status);
            out.append(refused(status, message));
        } else {
            body.ifPresentOrElse(this::whole, () -> fail(new CallError("provider", "unreadable", "no JSON came")));
        }
        return told();
    }

    private void whole(JsonNode body) {
        var fold = new ReplyFold();
        reader.whole(body, how.dialogue().stream() ? this::tell : fold::add);
        Optional<CallError> failed = reader.failure().or(meter::error);
        if (failed.isPresent()) {
            fail(failed.get());
        } else if (how.dialogue().stream()) {
            // Some servers know no streams.
            tell(new ReplyEvent.Finish(stop(), usage()));
        } else {
            String told = how.client().whole(how.envelope(), fold.reply(stop()), usage());
            opening = json(status, told);
            out.append(told);
        }
    }

    private byte[] told() {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        out.setLength(0);
        return bytes;
    }

    @Override
    public Optional<CallError> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Optional<Opening> opening() {
        return Optional.ofNullable(opening);
    }

    @Override
    public List<String> losses() {
        return how.losses().codes();
    }
}
