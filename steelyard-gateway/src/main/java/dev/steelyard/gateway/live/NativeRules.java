package dev.steelyard.gateway.live;

import dev.steelyard.model.HostedToolRule;
import java.util.Set;

/// What is changed of a request whose dialect the provider speaks. Whatever is not named here passes byte for byte.
///
/// @param servedName what the provider calls the model
/// @param modelInBody whether the body names the model; Gemini's address does
/// @param usageOnRequest whether the dialect's streams end with their usage only if asked
/// @param hostedDenied see [HostedTools]
/// @param billingStripped see [BillingHeader]
/// @param versioned whether the body holds a version where others hold the model, as for Claude on Vertex AI
/// @param removed members that the provider would refuse
/// @param salt put at the head of the system prompt, so that no other cell's prefix is the same; empty for none
public record NativeRules(
        String dialect,
        String servedName,
        boolean modelInBody,
        boolean usageOnRequest,
        boolean hostedDenied,
        boolean billingStripped,
        boolean versioned,
        Set<String> removed,
        String salt) {
    /// What Vertex AI refuses of Claude's body (github.com/anthropics/claude-code/issues/21612).
    private static final Set<String> NOT_ON_VERTEX =
            Set.of("context_management", "container", "inference_geo", "service_tier", "speed", "anthropic_version");

    /// Names that Vertex AI resolves everywhere but where it counts tokens.
    private static final String ALIAS = "@(default|latest)$";

    public NativeRules {
        removed = Set.copyOf(removed);
    }

    /// The members that hold the system prompt.
    Set<String> systemMembers() {
        return switch (dialect) {
            case "anthropic-messages" -> Set.of("system");
            case "openai-chat" -> Set.of("messages");
            case "openai-responses" -> Set.of("instructions");
            default -> Set.of("systemInstruction", "system_instruction");
        };
    }

    /// @param dialect of agent and provider
    public static NativeRules of(
            Provider provider, String dialect, String servedName, Verb verb, HostedToolRule hosted, String salt) {
        boolean claude = dialect.equals("anthropic-messages");
        boolean vertex = provider == Provider.VERTEX && claude;
        boolean counting = verb == Verb.COUNT;
        return new NativeRules(
                dialect,
                vertex && counting ? servedName.replaceFirst(ALIAS, "") : servedName,
                !dialect.equals("gemini"),
                dialect.equals("openai-chat"),
                hosted == HostedToolRule.DENY,
                claude && provider != Provider.ANTHROPIC,
                vertex && !counting,
                vertex ? NOT_ON_VERTEX : Set.of(),
                salt);
    }
}
