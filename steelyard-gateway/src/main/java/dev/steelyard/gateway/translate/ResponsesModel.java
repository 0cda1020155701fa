package dev.steelyard.gateway.translate;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a model's name tells of the fields it refuses. A name that says nothing is taken to be a compatible server's,
/// which passes over what it does not know.
///
/// @param reasons whether it takes `reasoning` and gives encrypted content
/// @param samples whether it takes `temperature` and `top_p`
/// @param breakpoints whether content may carry `prompt_cache_breakpoint`
record ResponsesModel(boolean reasons, boolean samples, boolean breakpoints) {
    private static final Pattern CHATS = Pattern.compile("(gpt-[34]|chatgpt|gpt-5(\\.\\d+)?-chat).*");
    private static final Pattern THINKS = Pattern.compile("(o\\d|gpt-[5-9]|codex).*");
    private static final Pattern MARKED = Pattern.compile("(gpt-5\\.([6-9]|\\d\\d)|gpt-[6-9]).*");

    static ResponsesModel of(String servedName) {
        String name = servedName.substring(servedName.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean chats = CHATS.matcher(name).matches();
        boolean thinks = THINKS.matcher(name).matches();
        return new ResponsesModel(!chats, chats || !thinks, MARKED.matcher(name).matches());
    }
}
