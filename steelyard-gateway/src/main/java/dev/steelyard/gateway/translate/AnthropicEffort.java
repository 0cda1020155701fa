package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How much to think: `thinking` and `output_config.effort`. Older models take a budget, newer ones a level only.
final class AnthropicEffort {
    private static final long LEAST_BUDGET = 1024;
    private static final Set<String> LEVELS = Set.of("minimal", "low", "medium", "high", "max");

    private final AnthropicModel model;
    private final long maxTokens;
    private final Losses losses;

    AnthropicEffort(AnthropicModel model, long maxTokens, Losses losses) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.losses = losses;
    }

    static Effort read(JsonNode body, Losses losses) {
        JsonNode thinking = body.path("thinking");
        String level = level(body.path("output_config").path("effort").stringValue(""), losses);
        boolean visible = !thinking.path("display").stringValue("").equals("omitted");
        return switch (thinking.path("type").stringValue("")) {
            case "" -> level.isEmpty() ? new Effort.Unsaid() : new Effort.Level(level, false);
            case "disabled" -> new Effort.Off();
            case "enabled" -> new Effort.Budget(thinking.path("budget_tokens").longValue(0), visible);
            case "adaptive" -> new Effort.Level(level, visible);
            default -> {
                losses.add("field:thinking.type");
                yield new Effort.Unsaid();
            }
        };
    }

    private static String level(String said, Losses losses) {
        String level = said.toLowerCase(Locale.ROOT);
        if (level.isEmpty() || LEVELS.contains(level)) {
            return level;
        }
        losses.add("effort:" + level);
        return level.equals("xhigh") ? "max" : "";
    }

    /// @param unsealed whether the model's last call came after thinking that is no longer known: models with a budget
    /// then refuse to go on thinking
    /// @return whether the model will think
    boolean write(Effort effort, boolean unsealed, ObjectNode body) {
        if (effort instanceof Effort.Unsaid || effort instanceof Effort.Off) {
            return false;
        }
        if (!model.thinks()) {
            losses.add("thinking:unknown_to_model");
            return false;
        }
        if (model.adaptive()) {
            adaptive(effort, body);
            return true;
        }
        if (unsealed) {
            losses.add("thinking:off_after_lost_seal");
            return false;
        }
        return budget(effort, body);
    }

    private void adaptive(Effort effort, ObjectNode body) {
        body.putObject("thinking").put("type", "adaptive").put("display", visible(effort) ? "summarized" : "omitted");
        String level = switch (effort) {
            case Effort.Level(String said, boolean _) -> written(said);
            case Effort.Budget(long tokens, boolean _) -> {
                losses.add("thinking:budget_as_effort");
                yield levelOf(tokens);
            }
            case Effort.Unsaid _, Effort.Off _ -> "";
        };
        if (!level.isEmpty()) {
            config(body).put("effort", level);
        }
    }

    private String written(String level) {
        return switch (level) {
            case "minimal" -> "low";
            case "xhigh" -> model.knowsExtraHighEffort() ? level : "high";
            default -> level;
        };
    }

    private static String levelOf(long budget) {
        if (budget >= 32_000) {
            return "max";
        }
        if (budget >= 10_000) {
            return "high";
        }
        return budget >= 4096 ? "medium" : "low";
    }

    private boolean budget(Effort effort, ObjectNode body) {
        long wanted = switch (effort) {
            case Effort.Budget(long tokens, boolean _) -> tokens;
            case Effort.Level(String level, boolean _) -> budgetOf(level);
            case Effort.Unsaid _, Effort.Off _ -> 0;
        };
        long tokens = Math.min(wanted, maxTokens - 1);
        if (tokens < LEAST_BUDGET) {
            losses.add("thinking:budget_too_small");
            return false;
        }
        if (tokens < wanted) {
            losses.add("thinking:budget_cut");
        }
        ObjectNode thinking = body.putObject("thinking").put("type", "enabled").put("budget_tokens", tokens);
        if (!visible(effort) && model.hidesThinkingOnDemand()) {
            thinking.put("display", "omitted");
        }
        return true;
    }

    private static long budgetOf(String level) {
        return switch (level) {
            case "minimal" -> 2048;
            case "low" -> 4096;
            case "high" -> 16_000;
            case "xhigh", "max" -> 31_999;
            default -> 10_000;
        };
    }

    private static boolean visible(Effort effort) {
        return switch (effort) {
            case Effort.Budget(long _, boolean visible) -> visible;
            case Effort.Level(String _, boolean visible) -> visible;
            case Effort.Unsaid _, Effort.Off _ -> false;
        };
    }

    static ObjectNode config(ObjectNode body) {
        JsonNode config = body.path("output_config");
        if (config instanceof ObjectNode known) {
            return known;
        }
        ObjectNode made = Json.object();
        body.set("output_config", made);
        return made;
    }
}
