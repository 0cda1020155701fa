package dev.steelyard.report;

import dev.steelyard.journal.litellm.Imported;
import dev.steelyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an import found, for people and for programs: a row for each cell, what is no cell's, and every correction.
public final class ImportReport {
    public static final int SCHEMA_VERSION = 1;

    private static final List<String> HEADER =
            List.of("CELL", "CALLS", "FAILED", "FRESH IN", "CACHE READ", "CACHE WRITE", "OUTPUT", "REASONING", "TIMED");

    private ImportReport() {}

    /// Lines, each with its line break.
    public static String text(Imported imported) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, "%,d entries read; calls are given to cells by %s", imported.lines(), method(imported)));
        lines.add("");
        var table = new TextTable(1, HEADER);
        imported.cells().forEach((cell, sum) -> table.row(row(cell.toString(), sum)));
        imported.others().forEach((caller, sum) -> table.row(row("no cell: " + Visible.of(caller), sum)));
        lines.addAll(table.lines());
        if (!imported.corrections().isEmpty()) {
            lines.add("");
            imported.corrections()
                    .forEach((what, count) ->
                            lines.add(String.format(Locale.ROOT, "%,9d  %s (%s)", count, what.meaning(), what.code())));
        }
        lines.add("");
        lines.add(
                "IMPORTED from LiteLLM's log, not metered by Steelyard; unpriced. TIMED: answered streams whose time to");
        lines.add("first token can be trusted, of all answered streams.");
        return String.join("\n", lines) + "\n";
    }

    private static String method(Imported imported) {
        return imported.method().equals("key") ? "key" : "time window";
    }

    private static List<String> row(String name, Imported.Sum sum) {
        TokenUsage usage = sum.usage();
        return List.of(
                name,
                number(sum.calls()),
                number(sum.failed()),
                number(usage.freshInput()),
                number(usage.cacheRead()),
                number(usage.cacheWrite()),
                number(usage.output()),
                number(usage.reasoning()),
                sum.timed() + "/" + sum.streams());
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Ends with a line break.
    public static String json(Imported imported) {
        var document = new TreeMap<String, @Nullable Object>();
        document.put("schema_version", SCHEMA_VERSION);
        document.put("entries", imported.lines());
        document.put("attribution", imported.method());
        document.put(
                "anchor", imported.anchor() == null ? null : imported.anchor().toString());
        document.put(
                "cells",
                imported.cells().entrySet().stream()
                        .map(it -> sum(
                                "cell_id",
                                it.getKey().cell().value(),
                                it.getKey().attempt(),
                                it.getValue()))
                        .toList());
        document.put(
                "no_cell",
                imported.others().entrySet().stream()
                        .map(it -> sum("caller", it.getKey(), null, it.getValue()))
                        .toList());
        var corrections = new TreeMap<String, @Nullable Object>();
        imported.corrections().forEach((what, count) -> corrections.put(what.code(), count));
        document.put("corrections", corrections);
        return Json.pretty(document) + "\n";
    }

    private static Map<String, @Nullable Object> sum(
            String kind, String name, @Nullable Integer attempt, Imported.Sum sum) {
        var row = new TreeMap<String, @Nullable Object>();
        row.put(kind, name);
        if (attempt != null) {
            row.put("attempt", attempt);
        }
        row.put("calls", sum.calls());
        row.put("failed", sum.failed());
        row.put("streams", sum.streams());
        row.put("timed_streams", sum.timed());
        row.put("fresh_input_tokens", sum.usage().freshInput());
        row.put("cache_read_tokens", sum.usage().cacheRead());
        row.put("cache_write_tokens", sum.usage().cacheWrite());
        row.put("output_tokens", sum.usage().output());
        row.put("reasoning_tokens", sum.usage().reasoning());
        row.put("litellm_claims_usd", sum.claimedUsd());
        return row;
    }
}
