package dev.steelyard.cli;

import dev.steelyard.model.Limits;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The limits that a command line states. What it does not state is not limited.
///
/// @param total of all doors together
record DoorLimits(Limits perDoor, @Nullable Usd total) {
    static DoorLimits of(Map<String, String> given, boolean priced) {
        int calls = Integer.MAX_VALUE;
        long tokens = Long.MAX_VALUE / 2;
        Usd usd = null;
        Usd total = null;
        for (var limit : given.entrySet()) {
            BigDecimal most = amount(limit.getKey(), limit.getValue());
            switch (limit.getKey()) {
                case "calls" -> calls = whole(limit.getKey(), most).intValue();
                case "tokens" -> tokens = whole(limit.getKey(), most).longValue();
                case "usd" -> usd = new Usd(most);
                case "usd-total" -> total = new Usd(most);
                case String other ->
                    throw new UsageException("--limit " + other + "? there are: calls, tokens, usd, usd-total");
            }
        }
        if (!priced && (usd != null || total != null)) {
            throw new UsageException("a limit in USD needs a model with a known price, see: steelyard prices");
        }
        return new DoorLimits(
                new Limits(Limits.DEFAULT.wall(), calls, tokens, usd, total, Limits.DEFAULT.outputBytes()), total);
    }

    private static BigDecimal amount(String name, String value) {
        if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || new BigDecimal(value).signum() == 0) {
            throw new UsageException("--limit " + name + " must be a number above 0, got " + value);
        }
        return new BigDecimal(value);
    }

    private static BigDecimal whole(String name, BigDecimal most) {
        if (most.stripTrailingZeros().scale() > 0) {
            throw new UsageException("--limit " + name + " must be a whole number, got " + most);
        }
        return most;
    }
}
