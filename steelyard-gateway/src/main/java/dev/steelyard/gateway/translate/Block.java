package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a message.
public sealed interface Block {
    record Text(String text, CacheMark cache) implements Block {
        public Text(String text) {
            this(text, CacheMark.NONE);
        }
    }

    record Image(Media media, CacheMark cache) implements Block {}

    /// @param name of the file, or empty
    record Document(Media media, String name, CacheMark cache) implements Block {}

    /// What the model thought.
    ///
    /// @param text what of it the agent was shown; may be empty
    /// @param seal what the agent sent back to prove it, as it came; empty if nothing
    /// @param opaque what the provider said in truth, once the seal has been looked up; null if it is not known
    record Thinking(String text, String seal, @Nullable Opaque opaque) implements Block {}

    /// A tool call the model made.
    ///
    /// @param id the agent's name for it; the provider's once it has been looked up
    /// @param arguments as the model wrote them: JSON, if it wrote well
    /// @param seal as for [Thinking]
    /// @param opaque as for [Thinking]
    record Call(
            String id,
            String name,
            String arguments,
            String seal,
            @Nullable Opaque opaque) implements Block {}

    /// What came of a tool call.
    ///
    /// @param name of the tool; empty until the call is looked up, in dialects that do not repeat it
    /// @param content texts, images and documents
    /// @param error whether the tool says that it failed
    record Result(String callId, String name, List<Block> content, boolean error, CacheMark cache) implements Block {
        public Result {
            content = List.copyOf(content);
        }
    }

    /// A file inside a request: its bytes, or where they are. Nothing is ever fetched from there.
    ///
    /// @param base64 null if only an address was given
    record Media(
            String mimeType,
            @Nullable String base64,
            @Nullable String url) {}
}
