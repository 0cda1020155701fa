package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Segment;
import dev.steelyard.gateway.simulated.Tokenizer;
import dev.steelyard.model.PromptPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says where a prompt's input tokens went: to the system prompt, each tool's definition, what each command printed.
/// Shares are counted with o200k_base and scaled to the tokens that were billed, so that they sum up to them.
final class PromptAnatomy {
    /// So that a long conversation does not fill the journal; the smallest are told together.
    private static final int MOST_PARTS = 24;

    private static final String OTHER = "other";
    private static final PromptPart REST = new PromptPart(OTHER, "the rest", 0);

    private final Tokenizer tokenizer;
    private final Map<PromptPart, Long> counted = new LinkedHashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private String speaker = "";

    private PromptAnatomy(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /// @param inputTokens that the call was billed for, whatever cache they came from
    static List<PromptPart> of(Prompt prompt, long inputTokens, Tokenizer tokenizer) {
        var anatomy = new PromptAnatomy(tokenizer);
        prompt.segments().forEach(anatomy::add);
        return scaled(anatomy.largest(), inputTokens);
    }

    private void add(Segment segment) {
        if (segment instanceof Segment.Speaker(String role)) {
            speaker = role;
        }
        if (segment instanceof Segment.Call call) {
            calls.put(call.callId(), CallLabel.of(call));
        }
        counted.merge(key(segment), (long) tokenizer.count(segment.text()), Long::sum);
    }

    private PromptPart key(Segment segment) {
        return switch (segment) {
            case Segment.Tool tool -> new PromptPart("tool", CallLabel.printable(tool.name()), 0);
            case Segment.Instruction _ -> new PromptPart("system", "", 0);
            case Segment.Speaker _, Segment.Words _ -> new PromptPart(voice(), "", 0);
            case Segment.Call call -> new PromptPart("call", CallLabel.printable(call.name()), 0);
            case Segment.Result result -> new PromptPart("result", calls.getOrDefault(result.callId(), ""), 0);
            case Segment.Other _ -> new PromptPart(OTHER, "", 0);
        };
    }

    private String voice() {
        return switch (speaker) {
            case "assistant", "model" -> "assistant";
            case "system", "developer" -> "system";
            default -> "user";
        };
    }

    private List<Map.Entry<PromptPart, Long>> largest() {
        List<Map.Entry<PromptPart, Long>> parts = new ArrayList<>(counted.entrySet());
        parts.sort(Map.Entry.<PromptPart, Long>comparingByValue().reversed());
        if (parts.size() <= MOST_PARTS) {
            return parts;
        }
        List<Map.Entry<PromptPart, Long>> told = new ArrayList<>(parts.subList(0, MOST_PARTS - 1));
        long rest = parts.stream()
                .skip(MOST_PARTS - 1L)
                .mapToLong(Map.Entry::getValue)
                .sum();
        told.add(Map.entry(REST, rest));
        return told;
    }

    /// By largest remainder; of equal remainders the larger part's counts first.
    private static List<PromptPart> scaled(List<Map.Entry<PromptPart, Long>> parts, long total) {
        long sum = parts.stream().mapToLong(Map.Entry::getValue).sum();
        if (sum == 0) {
            return List.of();
        }
        long[] shares = parts.stream()
                .mapToLong(part -> Math.floorDiv(part.getValue() * total, sum))
                .toArray();
        long missing = total - java.util.Arrays.stream(shares).sum();
        List<Integer> byRemainder = new ArrayList<>(
                java.util.stream.IntStream.range(0, shares.length).boxed().toList());
        byRemainder.sort(
                Comparator.comparingLong(i -> -Math.floorMod(parts.get(i).getValue() * total, sum)));
        byRemainder.stream().limit(missing).forEach(i -> shares[i]++);
        List<PromptPart> told = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            PromptPart part = parts.get(i).getKey();
            told.add(new PromptPart(part.kind(), part.name(), shares[i]));
        }
        return told;
    }
}
