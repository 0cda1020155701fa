package dev.steelyard.gateway;

import dev.steelyard.gateway.live.BillingHeader;
import dev.steelyard.gateway.live.Provider;
import dev.steelyard.gateway.translate.Block;
import dev.steelyard.gateway.translate.Dialogue;
import dev.steelyard.gateway.translate.Losses;
import java.util.ArrayList;
import java.util.List;

/// What the experiment's rules change of a request that is translated; the native lane does the same to its bytes.
///
/// @param salt see [dev.steelyard.gateway.live.Salt]; empty for none
record Policing(Provider provider, String salt) {
    Dialogue over(Dialogue dialogue, Losses losses) {
        List<Block.Text> system = new ArrayList<>(dialogue.system());
        if (provider != Provider.ANTHROPIC) {
            strip(system, losses);
        }
        if (!salt.isEmpty()) {
            system.addFirst(new Block.Text(salt));
            losses.add("cache_salt");
        }
        return dialogue.under(system);
    }

    private static void strip(List<Block.Text> system, Losses losses) {
        if (system.isEmpty() || !BillingHeader.leads(system.getFirst().text())) {
            return;
        }
        losses.add(BillingHeader.STRIPPED);
        Block.Text head = system.removeFirst();
        String rest = BillingHeader.strip(head.text());
        if (!rest.isEmpty()) {
            system.addFirst(new Block.Text(rest, head.cache()));
        }
    }
}
