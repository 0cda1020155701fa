package dev.steelyard.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What besides its tokens decides a call's price.
///
/// @param named dimension, such as `service_tier`, `region` or `speed` → the value that the provider reports; a value
///     that means nothing special is absent
/// @param webSearches searches the provider ran and bills one by one
public record PriceTerms(Map<String, String> named, long webSearches) {
    public static final String REGION = "region";
    public static final String SERVICE_TIER = "service_tier";
    public static final String SPEED = "speed";
    public static final PriceTerms PLAIN = new PriceTerms(Map.of(), 0);

    /// The providers' words for the list price.
    private static final Set<String> USUAL =
            Set.of("", "standard", "default", "auto", "on_demand", "global", "not_available", "none");

    /// Where providers' usage objects say it: the field's name in ours → theirs.
    private static final Map<String, String> FIELDS =
            Map.of(SERVICE_TIER, "service_tier", REGION, "inference_geo", SPEED, "speed");

    public PriceTerms {
        named = java.util.Collections.unmodifiableMap(new TreeMap<>(named));
    }

    /// Read from a provider's own usage object.
    public static PriceTerms of(Map<String, Object> usageRaw) {
        var named = new TreeMap<String, String>();
        FIELDS.forEach((dimension, field) -> {
            if (usageRaw.get(field) instanceof String value && !USUAL.contains(value)) {
                named.put(dimension, value);
            }
        });
        return new PriceTerms(named, webSearches(usageRaw));
    }

    private static long webSearches(Map<String, Object> usageRaw) {
        return usageRaw.get("server_tool_use") instanceof Map<?, ?> used
                        && used.get("web_search_requests") instanceof Number searches
                ? Math.max(0, searches.longValue())
                : 0;
    }
}
