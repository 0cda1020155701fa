package dev.steelyard.gateway.dialect;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Turns the arguments of a function of one string back into the text that the agent's freeform tool takes.
final class ChatFreeform {
    private ChatFreeform() {}

    /// What is no such object is passed as it was written: the tool, not the gateway, is to complain.
    static String input(String arguments) {
        try {
            JsonNode input = Json.readObject(arguments.getBytes(StandardCharsets.UTF_8)).path("input");
            return input.isString() ? input.stringValue() : arguments;
        } catch (BadRequest _) {
            return arguments;
        }
    }
}
