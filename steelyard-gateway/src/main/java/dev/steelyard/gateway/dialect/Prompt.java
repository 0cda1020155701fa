package dev.steelyard.gateway.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request body, told without its protocol.
///
/// The rule that cuts a body into segments, the same for every dialect:
///
/// 1. each entry of `tools`, in order, as compact JSON; an entry with `functionDeclarations` is told by those;
/// 2. each system text that stands outside the messages (`system`, `instructions`, `systemInstruction`), verbatim;
/// 3. for each message, item or content, in order: its role if it has one, then each content block: a text block's text
///    verbatim, a tool result's text verbatim, any other block as compact JSON.
///
/// A tool result whose content is a list is one segment: its text blocks verbatim and its other blocks as compact
/// JSON, joined by a newline. A Gemini tool result is the string `output` or `error` of its `response`, if that is all
/// the response holds, else the response as compact JSON; its own `parts` follow in the same way. Compact JSON is
/// [Json#compact]: the value read and written again without white space,
/// keys in the order in which they came, without a `cache_control` at its top level, which agents move from call to
/// call. Nothing else of the body counts.
///
/// @param model the name the agent asked for
/// @param stream whether the answer is wanted piece by piece
/// @param usageInStream whether a streamed answer must end with its usage; only Chat Completions lets a client choose
/// @param maxOutputTokens the client's cap, or null; the simulated model does not apply it
/// @param outputSchema the JSON Schema that the answer's text must fit, or null for prose
public record Prompt(
        String model,
        boolean stream,
        boolean usageInStream,
        @Nullable Long maxOutputTokens,
        @Nullable JsonNode outputSchema,
        List<Segment> segments) {
    public Prompt {
        segments = List.copyOf(segments);
    }

    /// For dialects whose body tells neither: the address does.
    public Prompt addressed(String namedModel, boolean streamed) {
        return new Prompt(namedModel, streamed, usageInStream, maxOutputTokens, outputSchema, segments);
    }

    public List<Segment.Tool> tools() {
        return segments.stream()
                .filter(Segment.Tool.class::isInstance)
                .map(Segment.Tool.class::cast)
                .toList();
    }
}
