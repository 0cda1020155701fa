package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Effort;
import tools.jackson.databind.node.ObjectNode;

/// Chooses the `reasoning_effort`, the nearest that the model knows.
final class ChatEffortWriter {
    private static final String FIELD = "reasoning_effort";
    private static final long MINIMAL_BELOW = 2_048;
    private static final long LOW_BELOW = 5_000;
    private static final long MEDIUM_BELOW = 10_000;

    private final ChatFlavour flavour;
    private final Losses losses;

    ChatEffortWriter(ChatFlavour flavour, Losses losses) {
        this.flavour = flavour;
        this.losses = losses;
    }

    void write(Effort effort, boolean withTools, ObjectNode request) {
        if (withTools && flavour.thinksOnlyWithoutTools()) {
            request.put(FIELD, "none");
            if (!(effort instanceof Effort.Off)) {
                losses.add("effort:refused_with_tools");
            }
            return;
        }
        String word = word(effort);
        if (word.isEmpty()) {
            return;
        }
        if (flavour.openAi() && !flavour.reasoning()) {
            if (!(effort instanceof Effort.Off)) {
                losses.add("effort:unsupported");
            }
            return;
        }
        request.put(FIELD, word);
    }

    /// Empty if nothing is to be said.
    private String word(Effort effort) {
        return switch (effort) {
            case Effort.Unsaid _ -> "";
            case Effort.Off _ -> off();
            case Effort.Level(String level, boolean _) -> level(level);
            case Effort.Budget(long tokens, boolean _) -> {
                losses.add("effort:approximated");
                yield level(ofBudget(tokens));
            }
        };
    }

    private static String ofBudget(long tokens) {
        if (tokens < MINIMAL_BELOW) {
            return "minimal";
        }
        return tokens < LOW_BELOW ? "low" : tokens < MEDIUM_BELOW ? "medium" : "high";
    }

    /// Not every imitator knows `none`; most do not think unless they are told to.
    private String off() {
        if (flavour.knowsNoEffort()) {
            return "none";
        }
        if (flavour.reasoning() || !flavour.openAi()) {
            losses.add("effort:off");
        }
        return flavour.reasoning() ? flavour.knowsMinimalEffort() ? "minimal" : "low" : "";
    }

    private String level(String level) {
        String known = switch (level) {
            case "minimal" -> flavour.knowsMinimalEffort() ? level : "low";
            case "max" -> flavour.knowsHighestEffort() ? "xhigh" : "high";
            default -> level;
        };
        if (!known.equals(level) && !known.equals("xhigh")) {
            losses.add("effort:approximated");
        }
        return known;
    }
}
