package dev.steelyard.journal.litellm;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// When a call began, spoke and ended. Epoch seconds or milliseconds, ISO 8601 with a zone or without.
final class Clock {
    private static final List<String> START = List.of("startTime", "start", "start_time");
    private static final List<String> END = List.of("endTime", "end", "end_time", "ts", "timestamp", "time");
    private static final List<String> FIRST = List.of("completionStartTime", "first_token", "completion_start_time");
    private static final List<String> UNITLESS = List.of("duration", "latency", "response_time");
    private static final BigDecimal EARLIEST_S = BigDecimal.valueOf(946_684_800L);
    private static final BigDecimal LATEST_S = BigDecimal.valueOf(7_258_118_400L);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal DAY_MS = BigDecimal.valueOf(86_400_000L);

    private final Fields entry;
    private final Set<Correction> corrections = EnumSet.noneOf(Correction.class);

    private Clock(Fields entry) {
        this.entry = entry;
    }

    /// @param startNs since the epoch, as the others
    /// @param firstNs of a stream's first token; empty if the log's cannot be trusted
    record Times(long startNs, Optional<Long> firstNs, long endNs, Set<Correction> corrections) {}

    /// @throws Fields.Unfit if there is no time, or none that can be
    static Times of(Fields entry, boolean stream) {
        return new Clock(entry).read(stream);
    }

    private Times read(boolean stream) {
        Optional<Long> duration = duration();
        Optional<Long> begun = moment(START);
        Optional<Long> ended = moment(END);
        long end = ended.or(() -> begun.map(at -> at + duration.orElse(0L)))
                .orElseThrow(() -> new Fields.Unfit(
                        "there is no time: none of " + String.join(", ", START) + ", " + String.join(", ", END)));
        long start = begun.orElse(end - duration.orElse(0L));
        if (duration.isEmpty() && (begun.isEmpty() || ended.isEmpty())) {
            corrections.add(Correction.TIMING_MISSING);
        }
        Optional<Long> first = stream ? first(start) : Optional.empty();
        if (first.isPresent() && (first.get() <= start || first.get() >= end)) {
            corrections.add(Correction.TIMING_COLLAPSED);
            first = Optional.empty();
        }
        if (end < start) {
            corrections.add(Correction.TIMING_COLLAPSED);
        }
        return new Times(start, first, Math.max(start, end), Collections.unmodifiableSet(corrections));
    }

    private Optional<Long> first(long start) {
        return moment(FIRST).or(() -> entry.number(List.of("ttft_ms")).map(ms -> start + nanos("ttft_ms", ms)));
    }

    private Optional<Long> duration() {
        Optional<Long> told = entry.number(List.of("duration_ms", "latency_ms", "response_time_ms"))
                .map(ms -> nanos("duration_ms", ms));
        if (told.isPresent() || START.stream().anyMatch(entry::has)) {
            return told;
        }
        Optional<BigDecimal> bare = entry.number(UNITLESS);
        if (bare.isPresent()) {
            corrections.add(Correction.DURATION_UNIT_GUESSED);
        }
        return bare.map(number -> nanos("duration", number.scale() > 0 ? number.movePointRight(3) : number));
    }

    private static long nanos(String field, BigDecimal ms) {
        if (ms.signum() < 0 || ms.compareTo(DAY_MS) > 0) {
            throw new Fields.Unfit("'" + field + "' is not a time between 0 and a day");
        }
        return ms.multiply(MILLION).longValue();
    }

    private Optional<Long> moment(List<String> names) {
        return names.stream().filter(entry::has).findFirst().map(name -> moment(name, entry.at(name)));
    }

    private long moment(String name, JsonNode node) {
        if (node.isNumber()) {
            return epoch(name, entry.number(List.of(name)).orElseThrow());
        }
        String text = node.isString() ? node.stringValue().strip().replace(' ', 'T') : "";
        try {
            return epoch(name, seconds(text));
        } catch (DateTimeException _) {
            throw new Fields.Unfit("'" + name + "' is not a time");
        }
    }

    private BigDecimal seconds(String text) {
        Instant instant = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                        .toInstant()
                : local(text);
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    private Instant local(String text) {
        Instant instant = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        corrections.add(Correction.ZONE_ASSUMED);
        return instant;
    }

    private static long epoch(String name, BigDecimal number) {
        BigDecimal seconds = number.compareTo(LATEST_S) > 0 ? number.movePointLeft(3) : number;
        if (seconds.compareTo(EARLIEST_S) < 0 || seconds.compareTo(LATEST_S) > 0) {
            throw new Fields.Unfit("'" + name + "' is not a time between the years 2000 and 2200");
        }
        return seconds.movePointRight(9).longValue();
    }
}
