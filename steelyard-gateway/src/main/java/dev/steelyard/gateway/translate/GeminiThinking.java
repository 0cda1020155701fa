package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes how much the model is to think. Gemini 2.5 is told a number of tokens, later models a level; neither takes
/// the other's.
final class GeminiThinking {
    private static final long MOST = 24_576;
    private static final long MOST_OF_PRO = 32_768;
    private static final long LEAST_OF_PRO = 128;
    private static final long LEAST_OF_LITE = 512;
    private static final long LITTLE = 1_024;
    private static final long MIDDLING = 8_192;

    /// The model decides.
    private static final long DYNAMIC = -1;

    private static final long HIGH_FROM = 10_000;
    private static final long MEDIUM_FROM = 5_000;
    private static final long LOW_FROM = 2_000;

    private final GeminiModel model;
    private final Losses losses;

    GeminiThinking(GeminiModel model, Losses losses) {
        this.model = model;
        this.losses = losses;
    }

    /// Empty if nothing is to be said.
    Optional<ObjectNode> config(Effort effort) {
        if (effort instanceof Effort.Unsaid) {
            return Optional.empty();
        }
        if (!model.thinksByBudget() && !model.thinksByLevel()) {
            if (!(effort instanceof Effort.Off)) {
                losses.add("effort");
            }
            return Optional.empty();
        }
        ObjectNode config = Json.object();
        if (model.thinksByBudget()) {
            config.put("thinkingBudget", budget(effort));
        } else {
            String level = level(effort);
            if (!level.isEmpty()) {
                config.put("thinkingLevel", level);
            }
        }
        if (visible(effort)) {
            config.put("includeThoughts", true);
        }
        return config.isEmpty() ? Optional.empty() : Optional.of(config);
    }

    private static boolean visible(Effort effort) {
        return switch (effort) {
            case Effort.Unsaid(), Effort.Off() -> false;
            case Effort.Budget(long _, boolean visible) -> visible;
            case Effort.Level(String _, boolean visible) -> visible;
        };
    }

    private long budget(Effort effort) {
        return switch (effort) {
            case Effort.Unsaid() -> DYNAMIC;
            case Effort.Off() -> off();
            case Effort.Budget(long tokens, boolean _) -> within(tokens);
            case Effort.Level(String level, boolean _) ->
                switch (level) {
                    case "minimal", "low" -> LITTLE;
                    case "medium" -> MIDDLING;
                    case "high" -> MOST;
                    case "max", "xhigh" -> most();
                    default -> DYNAMIC;
                };
        };
    }

    private long most() {
        return model.size() == GeminiModel.Size.PRO ? MOST_OF_PRO : MOST;
    }

    /// The larger model cannot be kept from thinking.
    private long off() {
        if (model.size() != GeminiModel.Size.PRO) {
            return 0;
        }
        losses.add("effort:off");
        return LEAST_OF_PRO;
    }

    private long within(long tokens) {
        long least = switch (model.size()) {
            case PRO -> LEAST_OF_PRO;
            case FLASH -> 1;
            case LITE -> LEAST_OF_LITE;
        };
        long fit = Math.clamp(tokens, least, most());
        if (fit != tokens) {
            losses.add("effort:clamped");
        }
        return fit;
    }

    private String level(Effort effort) {
        return switch (effort) {
            case Effort.Unsaid() -> "";
            case Effort.Off() -> {
                losses.add("effort:off");
                yield lowest();
            }
            case Effort.Budget(long tokens, boolean _) -> {
                losses.add("effort:budget");
                yield named(tokens >= HIGH_FROM ? "high" : tokens >= MEDIUM_FROM ? "medium" : low(tokens));
            }
            case Effort.Level(String level, boolean _) -> named(level);
        };
    }

    private static String low(long tokens) {
        return tokens >= LOW_FROM ? "low" : "minimal";
    }

    private String lowest() {
        return model.size() == GeminiModel.Size.PRO ? "LOW" : "MINIMAL";
    }

    private String named(String level) {
        return switch (level) {
            case "" -> "";
            case "minimal" -> instead(lowest(), "MINIMAL");
            case "low" -> "LOW";
            case "medium" -> instead(model.knowsTwoLevels() ? "HIGH" : "MEDIUM", "MEDIUM");
            case "high" -> "HIGH";
            default -> instead("HIGH", level);
        };
    }

    private String instead(String said, String meant) {
        if (!said.equals(meant)) {
            losses.add("effort:" + meant);
        }
        return said;
    }
}
