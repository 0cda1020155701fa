package dev.steelyard.gateway;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that request bodies may take, over all doors and for each. Safe for concurrent use.
final class BodyRoom {
    private final AtomicLong taken = new AtomicLong();
    private final long capacityBytes;

    BodyRoom(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /// One door's part of it.
    Share share() {
        return new Share(this, new AtomicLong());
    }

    long takenBytes() {
        return taken.get();
    }

    private static boolean take(AtomicLong from, long bytes, long capacityBytes) {
        if (from.addAndGet(bytes) <= capacityBytes) {
            return true;
        }
        from.addAndGet(-bytes);
        return false;
    }

    record Share(BodyRoom room, AtomicLong taken) {
        /// False if there is no room: then nothing is taken.
        boolean take(long bytes) {
            long most = Math.max(room.capacityBytes / 2, RequestBody.MOST_HELD_BYTES);
            if (!BodyRoom.take(taken, bytes, most)) {
                return false;
            }
            boolean fits = BodyRoom.take(room.taken, bytes, room.capacityBytes);
            if (!fits) {
                taken.addAndGet(-bytes);
            }
            return fits;
        }

        void free(long bytes) {
            taken.addAndGet(-bytes);
            room.taken.addAndGet(-bytes);
        }
    }
}
