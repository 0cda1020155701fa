package dev.steelyard.conformance;

import java.util.List;
import java.util.Map;

/// An official client, holding one conversation: it remembers what was said as its makers recommend.
interface Sdk extends AutoCloseable {
    /// Where the client is to talk, and what it is to ask for.
    ///
    /// @param home the model that is served, if its provider speaks the client's own dialect, so that what the
    ///     client says reaches it as it is; else empty
    record Setting(String baseUrl, String key, boolean stream, String home) {
        boolean atHome() {
            return !home.isEmpty();
        }
    }

    /// An answer as the client's own types tell it.
    ///
    /// @param stop the client's word for why the model stopped
    /// @param usage in the client's own convention
    record Heard(String thinking, String text, List<Call> calls, String stop, Map<String, Long> usage) {}

    /// @param arguments as values
    record Call(String id, String name, Map<String, Object> arguments) {}

    /// What a tool gave.
    ///
    /// @param png base64 of an image beside the text; empty if there is none
    record Outcome(Call call, String text, boolean error, String png) {}

    Heard say(String text);

    Heard report(List<Outcome> outcomes);

    @Override
    void close();
}
