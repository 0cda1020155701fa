package dev.steelyard.gateway.simulated;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// o200k_base tokens, special tokens read as ordinary text. Agents resend tens of kilobytes with every call, so what
/// was tokenized lately is remembered. Safe for concurrent use.
public final class Tokenizer {
    /// About 16 MiB of tokens and the texts they came from.
    private static final long REMEMBERED_TOKENS = 4L << 20;

    /// Half a second to load, and never changes.
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final Map<String, int[]> remembered = new LinkedHashMap<>(256, 0.75f, true);
    private long rememberedTokens;

    public int count(String text) {
        return tokens(text).length;
    }

    /// Shared with other callers: not to be changed.
    int[] tokens(String text) {
        synchronized (remembered) {
            int[] known = remembered.get(text);
            if (known != null) {
                return known;
            }
        }
        int[] tokens = O200K.encodeOrdinary(text).toArray();
        remember(text, tokens);
        return tokens;
    }

    private void remember(String text, int[] tokens) {
        synchronized (remembered) {
            if (remembered.put(text, tokens) == null) {
                rememberedTokens += tokens.length;
            }
            Iterator<int[]> eldest = remembered.values().iterator();
            while (rememberedTokens > REMEMBERED_TOKENS) {
                rememberedTokens -= eldest.next().length;
                eldest.remove();
            }
        }
    }

    /// A stretch of a text that ends with a token and not within a character.
    record Piece(String text, int tokens) {}

    /// The text in pieces of `size` tokens, or a few more where a character is made of several.
    List<Piece> pieces(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int to = 0;
        int held = 0;
        for (int token : tokens(text)) {
            to += width(token);
            held++;
            if (to == bytes.length || (held >= size && startsCharacter(bytes[to]))) {
                pieces.add(new Piece(new String(bytes, from, to - from, StandardCharsets.UTF_8), held));
                from = to;
                held = 0;
            }
        }
        return pieces;
    }

    private int width(int token) {
        var single = new IntArrayList(1);
        single.add(token);
        return O200K.decodeBytes(single).length;
    }

    private static boolean startsCharacter(byte b) {
        return (b & 0b1100_0000) != 0b1000_0000;
    }
}
