package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.simulated.Tokenizer;
import dev.steelyard.model.CallError;
import dev.steelyard.model.CallKind;
import dev.steelyard.model.CallRecord;
import dev.steelyard.model.FrameGaps;
import dev.steelyard.model.PromptPart;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.UpstreamTry;
import dev.steelyard.model.Usd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects what becomes one call's record; the fields mean what those of [CallRecord] mean. Handed from thread to
/// thread with its exchange, never shared.
final class CallMeter {
    private static final String SIMULATED = "simulated";
    private static final String REPLAYED = "replayed";
    private static final String NATIVE = "native";
    private static final String TRANSLATED = "translated";
    private static final String EXACT = "exact";
    static final String PARTIAL = "partial";
    private static final Tokenizer TOKENIZER = new Tokenizer();

    final Door door;
    final Target target;
    final int seq;
    final long receivedNs;
    final List<String> toolCalls = new ArrayList<>();
    CallKind kind;
    String modelRequested;
    boolean stream;

    @Nullable
    Long sentNs;

    @Nullable
    Long headersNs;

    @Nullable
    Long firstByteNs;

    @Nullable
    Long firstContentNs;

    @Nullable
    Long lastByteNs;

    int status;

    @Nullable
    CallError error;

    TokenUsage usage = TokenUsage.ZERO;
    String usageSource = EXACT;
    /// Null unless the call generates. The connection may be lost while another thread sets it.
    @Nullable
    volatile Hold hold;

    private volatile boolean gone;

    /// Prepares the call again, once its hold is decided.
    Runnable again = () -> {};

    int attempts;
    final List<String> lossy = new ArrayList<>();
    final List<UpstreamTry> tries = new ArrayList<>();

    @Nullable
    String stopReason;

    @Nullable
    FrameGaps gaps;

    final Map<String, Object> usageRaw = new LinkedHashMap<>();
    long requestBytes;
    long responseBytes;

    /// The call of an earlier run whose answer is played, or null.
    @Nullable
    RecordedCall recorded;

    /// What a generation's prompt was; null if nobody wants to know, or if it cannot be read. Costs processor time.
    Supplier<@Nullable Prompt> prompt = () -> null;

    CallMeter(Door door, Target target, int seq, long receivedNs) {
        this.door = door;
        this.target = target;
        this.modelRequested = target.model();
        this.seq = seq;
        this.receivedNs = receivedNs;
        this.kind = target.endpoint().generates() ? CallKind.MAIN : CallKind.COUNT;
    }

    Endpoint endpoint() {
        return target.endpoint();
    }

    /// Unique in the run, and silent about the cell.
    String callId() {
        return "req_" + door.tag() + "_" + seq;
    }

    void generated(TokenUsage used) {
        usage = used;
        usageRaw.put("input_tokens", used.totalInput());
        usageRaw.put("cached_input_tokens", used.cacheRead());
        usageRaw.put("output_tokens", used.output());
        usageRaw.put("tokenizer", "o200k_base");
    }

    /// Which changes reached the prompt.
    private void look(@Nullable Prompt seen) {
        if (seen != null && kind == CallKind.MAIN) {
            door.sightings().look(seq, seen);
        }
    }

    private List<PromptPart> promptParts(@Nullable Prompt seen) {
        return seen != null && door.spec().promptParts() && usage.totalInput() > 0
                ? PromptAnatomy.of(seen, usage.totalInput(), TOKENIZER)
                : List.of();
    }

    private String upstreamDialect() {
        return switch (door.responder()) {
            case Responder.Simulated _ -> SIMULATED;
            case Responder.Recorded _ ->
                recorded == null ? REPLAYED : recorded.record().upstreamDialect();
            case Responder.Live(LiveUpstream live) ->
                live.settings().dialectFor(endpoint().dialect().id());
        };
    }

    private String lane() {
        if (door.responder() instanceof Responder.Recorded) {
            return REPLAYED;
        }
        String upstream = upstreamDialect();
        return upstream.equals(SIMULATED)
                ? SIMULATED
                : upstream.equals(endpoint().dialect().id()) ? NATIVE : TRANSLATED;
    }

    /// Takes over what the recording knows of the call.
    ///
    /// @param exact whether the request is the recorded one
    void replays(RecordedCall call, boolean exact) {
        CallRecord earlier = call.record();
        recorded = call;
        kind = earlier.kind();
        modelRequested = earlier.modelRequested();
        stream = earlier.stream();
        lossy.addAll(earlier.lossy());
        if (!exact) {
            lossy.add("replayed_alike");
        }
    }

    /// What the recording says that the answer was and cost.
    void answeredAs(CallRecord earlier) {
        usage = earlier.usage();
        usageSource = earlier.usageSource();
        usageRaw.putAll(earlier.usageRaw());
        toolCalls.addAll(earlier.toolCalls());
        stopReason = earlier.stopReason();
    }

    private boolean simulated() {
        return switch (door.responder()) {
            case Responder.Simulated _ -> true;
            case Responder.Live _ -> false;
            case Responder.Recorded _ ->
                recorded == null
                        ? door.spec().model().simulated()
                        : recorded.record().simulated();
        };
    }

    /// A moment that says how fast the model was, or null where it was played at another pace.
    private @Nullable Long paced(@Nullable Long ns) {
        boolean paced = !(door.responder() instanceof Responder.Recorded by)
                || by.upstream().speed().asRecorded();
        return paced ? ns : null;
    }

    private Optional<Usd> cost() {
        return door.ledger().price(usage, usageRaw);
    }

    /// What was used takes the place of what was held for it.
    void settle() {
        door.ledger().settle(Objects.requireNonNull(hold), usage, cost());
    }

    /// Claims the hold, unless the call is gone by then.
    Hold.State claim(Hold claimed) {
        hold = claimed;
        Hold.State state = claimed.claim();
        if (gone) {
            claimed.withdraw();
        }
        return state;
    }

    /// The call goes away: it waits for nothing any more.
    void withdraw() {
        gone = true;
        Hold held = hold;
        if (held != null) {
            held.withdraw();
        }
    }

    /// The call is over, whether it used anything or not.
    void release() {
        Hold held = hold;
        if (held != null) {
            held.release();
        }
    }

    /// Looks into the prompt, so not for event loops. Once.
    CallRecord record(long doneNs) {
        DoorSpec spec = door.spec();
        Prompt seen = prompt.get();
        look(seen);
        return new CallRecord(
                CallRecord.SCHEMA_VERSION,
                callId(),
                spec.cell(),
                spec.attempt(),
                seq,
                kind,
                endpoint().dialect().id(),
                upstreamDialect(),
                lane(),
                modelRequested,
                spec.model().servedName(),
                stream,
                receivedNs,
                sentNs,
                paced(headersNs),
                paced(firstByteNs),
                paced(firstContentNs),
                paced(lastByteNs),
                doneNs,
                status,
                error,
                attempts,
                usage.freshInput(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.cacheWriteHour(),
                usage.output(),
                usage.reasoning(),
                usageSource,
                usageRaw,
                cost().map(Usd::amount).orElse(null),
                toolCalls,
                requestBytes,
                responseBytes,
                lossy,
                tries,
                stopReason,
                promptParts(seen),
                gaps,
                simulated());
    }
}
