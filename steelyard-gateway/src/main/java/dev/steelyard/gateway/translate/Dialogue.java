package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.ToolNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request in full, told without its protocol. Blocks keep their order; nothing is merged or split that a writer may
/// need apart.
///
/// @param model the name the agent asked for
/// @param usageInStream see [dev.steelyard.gateway.dialect.Prompt#usageInStream]
/// @param system the texts that stand before the conversation, in order
/// @param names how the tools' names here became the agent's own
/// @param oneCallAtATime whether the model must not call tools in parallel
/// @param output the JSON Schema that the answer's text must fit, or null for prose
public record Dialogue(
        String model,
        boolean stream,
        boolean usageInStream,
        List<Block.Text> system,
        List<Tool> tools,
        ToolNames names,
        ToolChoice choice,
        boolean oneCallAtATime,
        List<Message> messages,
        Sampling sampling,
        Effort effort,
        @Nullable OutputForm output) {
    public Dialogue {
        system = List.copyOf(system);
        tools = List.copyOf(tools);
        messages = List.copyOf(messages);
    }

    public Dialogue saying(List<Message> other) {
        return new Dialogue(
                model,
                stream,
                usageInStream,
                system,
                tools,
                names,
                choice,
                oneCallAtATime,
                other,
                sampling,
                effort,
                output);
    }

    /// For dialects whose body tells neither: the address does.
    public Dialogue addressed(String namedModel, boolean streamed) {
        return new Dialogue(
                namedModel,
                streamed,
                usageInStream,
                system,
                tools,
                names,
                choice,
                oneCallAtATime,
                messages,
                sampling,
                effort,
                output);
    }

    /// @param role of the dialects' many: what a `developer` says is said by SYSTEM, what a tool says by USER
    public record Message(Role role, List<Block> content) {
        public Message {
            content = List.copyOf(content);
        }
    }

    public enum Role {
        USER,
        ASSISTANT,
        SYSTEM
    }

    /// A function that the model may call. Tools of other kinds become functions when they are read, see [ToolNames].
    ///
    /// @param name at most 64 of `[A-Za-z0-9_-]`
    /// @param schema a JSON Schema of the arguments, as the agent gave it
    public record Tool(String name, String description, JsonNode schema, CacheMark cache) {}

    public sealed interface ToolChoice {
        /// The model decides.
        record Auto() implements ToolChoice {}

        record None() implements ToolChoice {}

        record Any() implements ToolChoice {}

        record Named(String tool) implements ToolChoice {}
    }

    /// Null means that the agent did not say.
    public record Sampling(
            @Nullable Long maxOutputTokens,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Long topK,
            @Nullable Long seed,
            List<String> stopSequences) {
        public Sampling {
            stopSequences = List.copyOf(stopSequences);
        }
    }

    /// How much the model is to think before it answers.
    public sealed interface Effort {
        record Unsaid() implements Effort {}

        record Off() implements Effort {}

        /// @param visible whether the agent wants to read what was thought
        record Budget(long tokens, boolean visible) implements Effort {}

        /// @param level `minimal`, `low`, `medium`, `high` or `max`; empty if the model is to decide
        record Level(String level, boolean visible) implements Effort {}
    }

    public record OutputForm(String name, JsonNode schema) {}

    /// How long a provider is asked to keep the prompt up to and with the thing that is marked.
    public enum CacheMark {
        NONE,
        MINUTES,
        HOUR
    }
}
