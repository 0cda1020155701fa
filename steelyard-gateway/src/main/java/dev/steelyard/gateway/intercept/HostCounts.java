package dev.steelyard.gateway.intercept;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How often a cell asked for which host, and what became of it. Names come from the agent: they are bounded in number
/// and in what they may hold. Safe for concurrent use.
final class HostCounts {
    private static final int MOST_NAMES = 200;
    private static final String REST = "(others)";
    private static final Pattern NAME = Pattern.compile("[a-z0-9._:\\[\\]-]{1,260}");

    private final Map<Fate, SortedMap<String, Integer>> counts = new EnumMap<>(Fate.class);

    enum Fate {
        /// A connection to a model host, ended here.
        SERVED,
        REFUSED,
        TUNNELLED,
        /// Wanted a tunnel and got none: its address is not a public one, or does not answer.
        UNREACHABLE,
        /// Inside a connection to a model host, another host was named.
        MISDIRECTED
    }

    synchronized void count(Fate fate, String host) {
        SortedMap<String, Integer> hosts = counts.computeIfAbsent(fate, _ -> new TreeMap<>());
        String name = host.toLowerCase(Locale.ROOT);
        String plain = NAME.matcher(name).matches() ? name : "(unreadable)";
        hosts.merge(hosts.size() < MOST_NAMES || hosts.containsKey(plain) ? plain : REST, 1, Integer::sum);
    }

    /// What became of them, in small letters → host → how often.
    synchronized SortedMap<String, SortedMap<String, Integer>> snapshot() {
        var snapshot = new TreeMap<String, SortedMap<String, Integer>>();
        counts.forEach((fate, hosts) -> snapshot.put(fate.name().toLowerCase(Locale.ROOT), new TreeMap<>(hosts)));
        return snapshot;
    }
}
