package dev.steelyard.journal.litellm;

import dev.steelyard.model.CallError;
import dev.steelyard.model.TokenUsage;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One log entry, read by the names its fields go by in any of the shapes.
final class EntryReader {
    static final int OK = 200;
    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 599;
    private static final int LONGEST_TEXT = 200;
    private static final List<String> ID = List.of("litellm_call_id", "id", "request_id", "call_id");
    private static final List<String> ROUTE = List.of("route", "metadata.user_api_key_request_route");
    private static final List<String> CODE =
            List.of("error.code", "error_information.error_code", "metadata.error_information.error_code");
    private static final List<String> CLASS =
            List.of("error.class", "error_information.error_class", "metadata.error_information.error_class");
    private static final List<String> ERROR_TEXT =
            List.of("error_str", "error_information.error_message", "metadata.error_information.error_message");

    private final Fields entry;
    private final SpendLine line;
    private final Shape shape;
    private final Set<Correction> corrections = EnumSet.noneOf(Correction.class);

    private EntryReader(SpendLine line, Shape shape) {
        this.line = line;
        this.shape = shape;
        this.entry = new Fields(line.object());
    }

    static String callType(SpendLine line) {
        return new Fields(line.object()).text(List.of("call_type")).orElse("");
    }

    /// @throws Fields.Unfit if the entry cannot be what it seems
    static SpendEntry read(SpendLine line) {
        Shape shape = Shape.of(line.object())
                .orElseThrow(
                        () -> new Fields.Unfit("not an entry of a spend log: it has neither usage nor token counts"));
        return new EntryReader(line, shape).read();
    }

    private SpendEntry read() {
        boolean stream = stream();
        boolean aborted = aborted();
        int status =
                aborted || succeeded() ? OK : code().filter(code -> code != OK).orElse(0);
        // A failure has no first token, whatever stands there.
        Clock.Times times = Clock.of(entry, stream && status == OK);
        corrections.addAll(times.corrections());
        Optional<UsageRule.Counted> usage = UsageRule.of(shape, entry);
        usage.ifPresent(counted -> corrections.addAll(counted.corrections()));
        CallError error = status == OK && !aborted ? null : error(aborted, status);
        if (status == OK) {
            usage = answered(usage, aborted);
        }
        return new SpendEntry(
                line.file(),
                line.line(),
                id(times, usage),
                caller(),
                CallTypes.dialect(callType(line), entry.text(ROUTE).orElse("")),
                text("model_group", "model"),
                text("backend", "model"),
                stream,
                times,
                status,
                error,
                usage,
                claimed(),
                corrections);
    }

    private boolean stream() {
        return entry.isTrue("stream")
                || entry.isTrue("proxy_server_request.stream")
                || (entry.has("ttft_ms") && !entry.has("stream"));
    }

    private Optional<UsageRule.Counted> answered(Optional<UsageRule.Counted> usage, boolean aborted) {
        if (entry.isTrue("cache_hit")) {
            corrections.add(Correction.ANSWERED_FROM_CACHE);
            return usage.map(it -> new UsageRule.Counted(TokenUsage.ZERO, it.raw(), it.corrections()));
        }
        if (usage.isEmpty()) {
            corrections.add(Correction.USAGE_MISSING);
        } else if (aborted) {
            corrections.add(Correction.USAGE_ESTIMATED);
        }
        return usage;
    }

    private String text(String... names) {
        return bounded(entry.text(List.of(names)).orElse("unknown"));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private boolean succeeded() {
        String status = entry.text(List.of("status")).orElse("success").toLowerCase(Locale.ROOT);
        return status.equals("success") || status.equals("ok") || status.equals("200");
    }

    /// A client that goes away in the middle of an answer is logged as a success, with an error beside it.
    private boolean aborted() {
        return entry.text(CLASS).filter("ClientDisconnected"::equals).isPresent()
                || entry.text(CODE).filter("499"::equals).isPresent()
                || entry.text(ERROR_TEXT)
                        .filter(it -> it.contains("Client disconnected"))
                        .isPresent();
    }

    private Optional<Integer> code() {
        return entry.text(CODE)
                .filter(text -> text.matches("\\d{3}"))
                .map(Integer::valueOf)
                .filter(code -> code >= LEAST_STATUS && code <= MOST_STATUS);
    }

    /// Without the message, which may repeat a key or a prompt.
    private CallError error(boolean aborted, int status) {
        if (aborted) {
            return new CallError("client", "aborted", "LiteLLM says that the client disconnected");
        }
        String type = entry.text(CLASS).orElse("unknown").replaceAll("[^A-Za-z0-9_]", "_");
        String short64 = type.substring(0, Math.min(64, type.length()));
        return new CallError(origin(short64, status), short64, "LiteLLM says that the call failed");
    }

    private static String origin(String type, int status) {
        if (type.startsWith("Proxy") || type.startsWith("HTTPException") || type.startsWith("Budget")) {
            return "gateway";
        }
        boolean unanswered = type.contains("Timeout") || type.contains("Connection");
        return unanswered && status != 429 ? "network" : "provider";
    }

    private SpendEntry.Caller caller() {
        String key = entry.text(List.of(
                        "key_hash",
                        "metadata.user_api_key_hash",
                        "user_api_key_hash",
                        "api_key_hash",
                        "api_key",
                        "key"))
                .orElse("");
        String alias = entry.text(List.of(
                        "key_alias", "metadata.user_api_key_alias", "user_api_key_alias", "api_key_alias", "alias"))
                .orElse("");
        return new SpendEntry.Caller(Keys.hash(key), bounded(alias));
    }

    private @Nullable BigDecimal claimed() {
        return entry.number(List.of("cost", "response_cost", "spend"))
                .filter(usd -> usd.signum() >= 0 && usd.compareTo(BigDecimal.valueOf(1_000_000)) < 0)
                .filter(usd -> usd.scale() < LONGEST_TEXT)
                .orElse(null);
    }

    private String id(Clock.Times times, Optional<UsageRule.Counted> usage) {
        Optional<String> given = entry.text(ID);
        if (given.isPresent()) {
            String id = given.get();
            return id.length() <= LONGEST_TEXT ? id : Keys.sha256(id);
        }
        Map<String, Object> raw = usage.map(UsageRule.Counted::raw).orElse(Map.of());
        String counts = raw.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        return Keys.sha256(times.startNs() + "|" + times.endNs() + "|" + text("model") + "|" + caller() + "|" + counts);
    }
}
