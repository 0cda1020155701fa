package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Envelope;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.model.TokenUsage;
import java.nio.charset.StandardCharsets;

/// One call between two dialects: the request is written, the answer is still to come.
///
/// @param client the agent's dialect
/// @param provider the dialect that was written
/// @param body of the request, for the provider
/// @param dialogue what was read of the agent's request
/// @param input what the prompt is thought to cost, for agents that want to know before the provider has said it
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Translation(
        Dialect client,
        Idiom provider,
        byte[] body,
        Dialogue dialogue,
        Envelope envelope,
        SideTable.Turn turn,
        TokenUsage input,
        Losses losses) {
    /// @param dialogue as it was read, or with what policy adds
    /// @param servedName what the provider calls the model
    public static Translation of(
            Dialect client,
            Idiom provider,
            Dialogue dialogue,
            String servedName,
            Envelope envelope,
            SideTable table,
            TokenUsage input,
            Losses losses) {
        Dialogue recalled = new Recall(table, provider.id(), losses).into(dialogue);
        String body = Json.compact(provider.writer().write(recalled, servedName, losses));
        return new Translation(
                client,
                provider,
                body.getBytes(StandardCharsets.UTF_8),
                dialogue,
                envelope,
                table.turn(provider.id()),
                input,
                losses);
    }
}
