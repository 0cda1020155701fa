package dev.steelyard.gateway.translate;

import dev.steelyard.gateway.translate.Dialogue.Message;
import java.util.List;

/// A conversation as Anthropic's API takes it: user and assistant speak in turn, the user first and last; nothing is
/// blank; what came of an assistant's calls stands at the head of the next turn, complete.
///
/// @param system what was said before the conversation began
/// @param toolNames of all calls, each once, in the order in which they came first
record AnthropicTurns(List<Block.Text> system, List<Turn> turns, List<String> toolNames) {
    record Turn(boolean assistant, List<Block> blocks) {}

    static AnthropicTurns of(List<Message> messages, Losses losses) {
        var builder = new AnthropicTurnBuilder(messages, losses);
        messages.forEach(builder::add);
        return builder.end();
    }

    /// Whether the calls whose results stand last were made without any thinking that is known here, although a model
    /// that thinks would have begun with some.
    boolean unsealed() {
        boolean loop = false;
        for (int i = turns.size() - 1; i > 0 && answersCalls(turns.get(i)); i -= 2) {
            loop = true;
            if (turns.get(i - 1).blocks().stream().anyMatch(Block.Thinking.class::isInstance)) {
                return false;
            }
        }
        return loop;
    }

    private static boolean answersCalls(Turn turn) {
        return !turn.assistant() && turn.blocks().getFirst() instanceof Block.Result;
    }
}
