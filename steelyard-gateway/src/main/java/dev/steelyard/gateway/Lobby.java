package dev.steelyard.gateway;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is connected, and to which door. Whoever has shown no key waits in the lobby; if it is full the one who waits
/// longest has to leave, since a client that means well is through in a moment. Safe for concurrent use.
final class Lobby {
    private static final AttributeKey<String> DOOR = AttributeKey.valueOf(Lobby.class, "door");

    private final int mostStrangers;
    private final int mostPerDoor;
    private final LinkedHashSet<Channel> strangers = new LinkedHashSet<>();
    private final Map<String, Set<Channel>> guests = new HashMap<>();

    Lobby(int mostStrangers, int mostPerDoor) {
        this.mostStrangers = mostStrangers;
        this.mostPerDoor = mostPerDoor;
    }

    void entered(Channel channel) {
        Channel shownOut = wait(channel);
        if (shownOut != null) {
            var _ = shownOut.close();
        }
    }

    private synchronized @Nullable Channel wait(Channel channel) {
        strangers.add(channel);
        return strangers.size() > mostStrangers ? strangers.removeFirst() : null;
    }

    /// The connection has shown the key of a door. On its event loop.
    ///
    /// @return false if that door has as many as it may have
    boolean admits(Channel channel, String door) {
        String known = channel.attr(DOOR).get();
        if (door.equals(known)) {
            return true;
        }
        boolean admitted = move(channel, known, door);
        if (admitted) {
            channel.attr(DOOR).set(door);
        }
        return admitted;
    }

    private synchronized boolean move(Channel channel, @Nullable String from, String to) {
        Set<Channel> inside = guests.computeIfAbsent(to, _ -> new HashSet<>());
        if (inside.size() >= mostPerDoor) {
            return false;
        }
        inside.add(channel);
        strangers.remove(channel);
        if (from == null) {
            channel.closeFuture()
                    .addListener(_ -> leave(channel, channel.attr(DOOR).get()));
        } else {
            leave(channel, from);
        }
        return true;
    }

    /// A connection that ends before it was anybody's.
    synchronized void left(Channel channel) {
        strangers.remove(channel);
    }

    private synchronized void leave(Channel channel, String door) {
        Set<Channel> inside = guests.getOrDefault(door, Set.of());
        if (inside.remove(channel) && inside.isEmpty()) {
            guests.remove(door);
        }
    }
}
