package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Block.Media;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what a message holds: one text, or a list of parts.
final class ChatMediaWriter {
    private final ChatFlavour flavour;
    private final Losses losses;

    ChatMediaWriter(ChatFlavour flavour, Losses losses) {
        this.flavour = flavour;
        this.losses = losses;
    }

    /// @return whether there was anything to write
    boolean content(List<Block> blocks, ObjectNode message) {
        List<Block> kept =
                blocks.stream().map(this::inlined).filter(this::sayable).toList();
        boolean textsOnly = kept.stream().allMatch(Block.Text.class::isInstance);
        if (kept.isEmpty()) {
            return false;
        }
        if (textsOnly && (kept.size() == 1 || !flavour.listsOfTexts())) {
            message.put("content", texts(kept));
        } else {
            ArrayNode parts = message.putArray("content");
            kept.forEach(block -> part(block, parts));
        }
        return true;
    }

    static String texts(List<Block> blocks) {
        return String.join(
                "\n",
                blocks.stream()
                        .filter(Block.Text.class::isInstance)
                        .map(text -> ((Block.Text) text).text())
                        .toList());
    }

    /// What to say of a result that no call stands before.
    static List<Block> told(Block.Result result) {
        List<Block> told = new ArrayList<>();
        String tool = result.name().isEmpty() ? "a tool" : result.name();
        told.add(new Block.Text((result.error() ? "Error" : "Result") + " of an earlier call of " + tool + ":"));
        told.addAll(result.content());
        return told;
    }

    /// A file that is text is told as text: not every model takes files.
    private Block inlined(Block block) {
        if (block instanceof Block.Document(Media media, String name, Dialogue.CacheMark cache)
                && media.mimeType().startsWith("text/")
                && media.base64() != null) {
            String text = decoded(media.base64());
            return text == null ? block : new Block.Text(name.isEmpty() ? text : name + ":\n" + text, cache);
        }
        return block;
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private boolean sayable(Block block) {
        return switch (block) {
            case Block.Text(String text, Dialogue.CacheMark _) -> !text.isEmpty();
            case Block.Image _ -> true;
            case Block.Document(Media media, String _, Dialogue.CacheMark _) -> {
                if (media.base64() == null) {
                    losses.add("document_url");
                }
                yield media.base64() != null;
            }
            case Block.Thinking _, Block.Call _, Block.Result _ -> {
                losses.add("block:misplaced");
                yield false;
            }
        };
    }

    private static void part(Block block, ArrayNode parts) {
        switch (block) {
            case Block.Text(String text, Dialogue.CacheMark _) ->
                parts.addObject().put("type", "text").put("text", text);
            case Block.Image(Media media, Dialogue.CacheMark _) ->
                parts.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", address(media, "image/png"));
            case Block.Document(Media media, String name, Dialogue.CacheMark _) ->
                parts.addObject()
                        .put("type", "file")
                        .set(
                                "file",
                                Json.object()
                                        .put("filename", name.isEmpty() ? "document.pdf" : name)
                                        .put("file_data", address(media, "application/pdf")));
            case Block.Thinking _, Block.Call _, Block.Result _ -> throw new IllegalArgumentException("no part");
        }
    }

    private static String address(Media media, String likelyType) {
        if (media.base64() == null) {
            return media.url() == null ? "" : media.url();
        }
        return "data:" + (media.mimeType().isEmpty() ? likelyType : media.mimeType()) + ";base64," + media.base64();
    }
}
