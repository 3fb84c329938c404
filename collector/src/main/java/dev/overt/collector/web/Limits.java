package dev.overt.collector.web;

import java.util.Set;

/**
 * How much one sender, and all senders together, may ask of the collector. What a single request may hold is fixed by
 * the protocol and stands beside the code that reads it.
 *
 * @param connections open at once; more are closed as they come
 * @param addressConnections open at once from one address
 * @param headersMillis from the opening of a connection, or its last answer, to the end of a request's headers
 * @param bodyMillis from there to the end of the request's body
 * @param answerMillis in which an answer must have been read
 * @param bodyBytesInFlight what the bodies of all requests that are being answered may take, decompressed ones included;
 *     at least the largest body's 20 MiB
 * @param freeDiskBytes below which nothing is taken in
 * @param addressEvents events of one address
 * @param addressBytes bodies of one address, in bytes as they come
 * @param keyEvents events under one write key
 * @param keyBytes events under one write key, in bytes of JSON
 * @param quarantinedEvents refused events of one product of which more is kept than a count
 * @param proxies addresses of the reverse proxies whose {@code X-Forwarded-For} says who the sender is
 */
public record Limits(
        int connections,
        int addressConnections,
        int headersMillis,
        int bodyMillis,
        int answerMillis,
        long bodyBytesInFlight,
        long freeDiskBytes,
        Rate addressEvents,
        Rate addressBytes,
        Rate keyEvents,
        Rate keyBytes,
        Rate quarantinedEvents,
        Set<String> proxies) {
    private static final long MIB = 1 << 20;

    /** What holds where nothing is configured. */
    public static final Limits DEFAULT = new Limits(
            2_000,
            200,
            30_000,
            30_000,
            60_000,
            Math.max(40 * MIB, Runtime.getRuntime().maxMemory() / 6),
            256 * MIB,
            new Rate(1_000, 50_000),
            new Rate(2 * MIB, 128 * MIB),
            new Rate(10_000, 200_000),
            new Rate(20 * MIB, 512 * MIB),
            new Rate(0.1, 10_000),
            Set.of());

    public Limits {
        proxies = Set.copyOf(proxies);
    }

    /**
     * So many in a second for ever, and so many at once.
     *
     * @param perSecond 0 for no limit
     */
    public record Rate(double perSecond, long atOnce) {}
}
