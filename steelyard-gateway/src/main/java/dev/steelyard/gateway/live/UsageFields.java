package dev.steelyard.gateway.live;

import java.util.Map;

/// The counts of a usage object.
record UsageFields(Map<String, Object> fields) {
    /// 0 if absent or no count. A negative count is no count either.
    long count(String name) {
        return fields.get(name) instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    boolean has(String name) {
        return fields.get(name) instanceof Number;
    }

    UsageFields inside(String name) {
        if (!(fields.get(name) instanceof Map<?, ?> inner)) {
            return new UsageFields(Map.of());
        }
        var named = new java.util.LinkedHashMap<String, Object>();
        inner.forEach((key, value) -> named.put(String.valueOf(key), value));
        return new UsageFields(named);
    }

    /// Of one count in every element of a list; 0 if there is no such list.
    long sum(String list, String name) {
        long sum = 0;
        if (fields.get(list) instanceof Iterable<?> elements) {
            for (Object element : elements) {
                sum += new UsageFields(Map.of("element", element))
                        .inside("element")
                        .count(name);
            }
        }
        return sum;
    }

    long sum() {
        return fields.values().stream()
                .filter(Number.class::isInstance)
                .mapToLong(value -> Math.max(0, ((Number) value).longValue()))
                .sum();
    }
}
