package dev.overt.collector.store;

import java.util.UUID;

/**
 * A Bloom filter over ids: it knows every id it was given, and takes about 1 in 100,000 others for one of them when it is
 * full. 24 bits an id. One thread.
 */
final class IdFilter {
    private static final int BITS_PER_ID = 24;
    private static final int PROBES = 12;

    private final long[] words;
    private final int shift;
    private int ids;

    /** @param bytes a power of two from 8 */
    IdFilter(int bytes) {
        words = new long[bytes / Long.BYTES];
        shift = Long.numberOfLeadingZeros(bytes * 8L) + 1;
    }

    int sizeBytes() {
        return words.length * Long.BYTES;
    }

    boolean isFull() {
        return (ids + 1L) * BITS_PER_ID > words.length * (long) Long.SIZE;
    }

    void add(UUID id) {
        ids++;
        long hash = hash(id);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++, hash += step) {
            long bit = hash >>> shift;
            words[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    /** Whether the id may have been added; never false of one that was. */
    boolean mayHave(UUID id) {
        long hash = hash(id);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++, hash += step) {
            long bit = hash >>> shift;
            if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long hash(UUID id) {
        return mix(id.getMostSignificantBits() ^ mix(id.getLeastSignificantBits()));
    }

    private static long step(long hash) {
        return mix(hash + 1) | 1;
    }

    /** The finalizer of SplitMix64, which spreads every bit over all. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
