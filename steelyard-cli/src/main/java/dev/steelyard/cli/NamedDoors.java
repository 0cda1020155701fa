package dev.steelyard.cli;

import dev.steelyard.gateway.Activity;
import dev.steelyard.gateway.Budget;
import dev.steelyard.gateway.Door;
import dev.steelyard.gateway.DoorSpec;
import dev.steelyard.gateway.Gateway;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.lab.runner.RunnerCatalog;
import dev.steelyard.model.CachePolicy;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.PriceSheet;
import dev.steelyard.model.TokenUsage;
import dev.steelyard.model.Usd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The doors of a gateway that belongs to no run, and what is printed of them.
record NamedDoors(ModelRef model, Map<String, Door> doors) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";
    private static final String ROW = "%-20s %6s %12s %12s %12s %10s %12s%n";

    static NamedDoors open(
            Gateway gateway,
            List<String> names,
            ModelRef model,
            Limits limits,
            @Nullable PriceSheet prices,
            Budget budget) {
        var doors = new LinkedHashMap<String, Door>();
        for (String name : names) {
            if (!name.matches(NAME)) {
                throw new UsageException("--door takes letters, digits, _ and -, got '" + name + "'");
            }
            if (doors.containsKey(name)) {
                throw new UsageException("--door " + name + " is there twice");
            }
            doors.put(name, gateway.open(spec(name, model, limits, prices, budget)));
        }
        return new NamedDoors(model, doors);
    }

    private static DoorSpec spec(
            String name, ModelRef model, Limits limits, @Nullable PriceSheet prices, Budget budget) {
        return new DoorSpec(
                CellId.of("gateway", name, "door", 1),
                1,
                limits,
                prices,
                budget,
                model,
                CachePolicy.AS_SENT,
                null,
                null,
                List.of(),
                true,
                _ -> {});
    }

    void close() {
        doors.values().forEach(Door::close);
    }

    /// Where they are, and how to lead known agents there.
    String opening(RunnerCatalog catalog, boolean json) {
        var text = new StringBuilder();
        ObjectNode all = Json.object().put("model", model.value()).put("simulated", model.simulated());
        if (model.simulated()) {
            text.append("SIMULATED MODEL: it only says that it is done.\n");
        }
        doors.forEach((name, door) -> {
            ObjectNode one = all.withArray("doors").addObject();
            one.put("name", name).put("base_url", door.baseUrl()).put("key", door.key());
            text.append("\ndoor %s%n  base URL  %s%n  key       %s%n".formatted(name, door.baseUrl(), door.key()));
            AgentLines.of(catalog, door).forEach((agent, variables) -> {
                ObjectNode named = one.withObject("env").putObject(agent);
                variables.forEach(named::put);
                text.append("  # ").append(agent).append('\n');
                variables.forEach((variable, value) ->
                        text.append("  export %s=%s%n".formatted(variable, AgentLines.quoted(value))));
            });
        });
        return json ? Json.compact(all) + "\n" : text.toString();
    }

    /// What went through each.
    String closing(boolean json) {
        ObjectNode all = Json.object().put("model", model.value()).put("simulated", model.simulated());
        var text = new StringBuilder(ROW.formatted("DOOR", "CALLS", "INPUT", "CACHE READ", "WRITE", "OUTPUT", "USD"));
        doors.forEach((name, door) -> {
            Activity done = door.activity();
            TokenUsage used = done.usage();
            Usd cost = done.costUsd();
            all.withArray("doors")
                    .addObject()
                    .put("name", name)
                    .put("calls", done.callsDone())
                    .put("fresh_input_tokens", used.freshInput())
                    .put("cache_read_tokens", used.cacheRead())
                    .put("cache_write_tokens", used.cacheWrite())
                    .put("output_tokens", used.output())
                    .put("cost_usd", cost == null ? null : cost.amount());
            text.append(ROW.formatted(
                    name,
                    done.callsDone(),
                    used.freshInput(),
                    used.cacheRead(),
                    used.cacheWrite(),
                    used.output(),
                    cost == null ? "unpriced" : cost.amount().toPlainString()));
        });
        String label = model.simulated() ? "SIMULATED MODEL\n" : "";
        return json ? Json.compact(all) + "\n" : label + text;
    }

    /// On one line.
    String total() {
        List<Activity> all = doors.values().stream().map(Door::activity).toList();
        long calls = all.stream().mapToLong(Activity::callsDone).sum();
        long inFlight = all.stream().mapToLong(Activity::callsInFlight).sum();
        TokenUsage used = all.stream().map(Activity::usage).reduce(TokenUsage.ZERO, TokenUsage::plus);
        String line = String.format(
                Locale.ROOT,
                "%d calls, %d in flight, %,d tokens in, %,d out",
                calls,
                inFlight,
                used.totalInput(),
                used.output());
        return model.simulated() ? line + ", simulated" : line + ", " + dollars(all);
    }

    private static String dollars(List<Activity> all) {
        Usd sum = Usd.ZERO;
        for (Activity one : all) {
            Usd cost = one.costUsd();
            if (cost == null) {
                return "unpriced";
            }
            sum = sum.plus(cost);
        }
        return "$" + sum.amount().toPlainString();
    }
}
