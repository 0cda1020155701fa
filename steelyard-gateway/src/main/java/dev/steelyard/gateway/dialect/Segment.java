package dev.steelyard.gateway.dialect;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One countable piece of a request, in the order in which a model would read it.
///
/// A segment's text is what is counted and what a trajectory's conditions look at. The rule that cuts a body into
/// segments is stated once, at [Prompt].
public sealed interface Segment {
    String text();

    /// Whether the model wrote this in an earlier turn.
    boolean fromModel();

    /// A tool on offer.
    ///
    /// @param schema the JSON Schema of its arguments; null if it does not take JSON arguments
    record Tool(String name, @Nullable JsonNode schema, String text) implements Segment {
        @Override
        public boolean fromModel() {
            return false;
        }
    }

    /// A system text that stands outside the messages.
    record Instruction(String text) implements Segment {
        @Override
        public boolean fromModel() {
            return false;
        }
    }

    /// The role that a message begins with.
    record Speaker(String text) implements Segment {
        @Override
        public boolean fromModel() {
            return text.equals("assistant") || text.equals("model");
        }
    }

    record Words(String text, boolean fromModel) implements Segment {}

    /// A tool call the model made.
    record Call(String callId, String name, String text) implements Segment {
        @Override
        public boolean fromModel() {
            return true;
        }
    }

    /// What came of a tool call.
    record Result(String callId, String text) implements Segment {
        @Override
        public boolean fromModel() {
            return false;
        }
    }

    /// Anything else: an image, a thinking block, an item of a kind this dialect has not named.
    record Other(String text, boolean fromModel) implements Segment {}
}
