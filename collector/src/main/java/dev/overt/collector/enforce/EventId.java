package dev.overt.collector.enforce;

import java.security.SecureRandom;
import java.util.UUID;

/** A UUID of version 7, for an event that came without an id: 48 bits of milliseconds, 74 random bits. */
final class EventId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private EventId() {}

    static UUID create(long millis) {
        long high = millis << 16 | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
