package dev.overt.collector.configuration;

import dev.overt.collector.web.Limits;
import java.util.List;
import java.util.Set;

/** The settings of what one sender, and all senders together, may ask of the collector. */
public final class LimitSettings {
    private static final long MAX_PER_SECOND = 1L << 40;

    public static final Setting<Long> MIN_FREE_BYTES = new Setting<>(
            "disk.min-free-bytes",
            Kind.bytes(0, 1L << 50),
            "256 MiB",
            null,
            "Free space under which nothing more is taken in; clients are answered 507 and send again later");

    public static final Setting<Long> CONNECTIONS =
            count("limits.connections", 1, 1_000_000, "2000", "Connections open at once; more are closed as they come");

    public static final Setting<Long> ADDRESS_CONNECTIONS =
            count("limits.address.connections", 1, 1_000_000, "200", "Connections open at once from one address");

    public static final Setting<Long> HEADERS_MILLIS = count(
            "limits.headers-millis", 100, 600_000, "30000", "Time in which the headers of a request must have come");

    public static final Setting<Long> BODY_MILLIS =
            count("limits.body-millis", 100, 600_000, "30000", "Time in which the body of a request must have come");

    public static final Setting<Long> ANSWER_MILLIS =
            count("limits.answer-millis", 100, 600_000, "60000", "Time in which an answer must have been read");

    public static final Setting<Long> BODIES_BYTES = new Setting<>(
            "limits.bodies-bytes",
            Kind.bytes(20 << 20, 1L << 40),
            null,
            null,
            "Memory for the bodies of all requests that are being answered; without it a sixth of the JVM's heap, at"
                    + " least 40 MiB");

    public static final Setting<Double> ADDRESS_EVENTS =
            perSecond("limits.address.events-per-second", "1000", "Events a second from one address; 0 for no limit");

    public static final Setting<Long> ADDRESS_EVENTS_AT_ONCE =
            atOnce("limits.address.events-at-once", "50000", "Events at once from one address that has been quiet");

    public static final Setting<Long> ADDRESS_BYTES = bytes(
            "limits.address.bytes-per-second", "2 MiB", "Bytes of bodies a second from one address; 0 for no limit");

    public static final Setting<Long> ADDRESS_BYTES_AT_ONCE =
            bytes("limits.address.bytes-at-once", "128 MiB", "Bytes at once from one address that has been quiet");

    public static final Setting<Double> KEY_EVENTS =
            perSecond("limits.key.events-per-second", "10000", "Events a second under one write key; 0 for no limit");

    public static final Setting<Long> KEY_EVENTS_AT_ONCE =
            atOnce("limits.key.events-at-once", "200000", "Events at once under a write key that has been quiet");

    public static final Setting<Long> KEY_BYTES = bytes(
            "limits.key.bytes-per-second", "20 MiB", "Bytes of events a second under one write key; 0 for no limit");

    public static final Setting<Long> KEY_BYTES_AT_ONCE =
            bytes("limits.key.bytes-at-once", "512 MiB", "Bytes at once under a write key that has been quiet");

    public static final Setting<Double> QUARANTINED_EVENTS = perSecond(
            "limits.quarantine.events-per-second",
            "0.1",
            "Refused events a second of one product of which more is kept than a count; 0 for no limit");

    public static final Setting<Long> QUARANTINED_EVENTS_AT_ONCE =
            atOnce("limits.quarantine.events-at-once", "10000", "Refused events at once of a product that had few");

    public static final Setting<List<String>> PROXIES = new Setting<>(
            "proxies",
            Kind.words(),
            null,
            null,
            "Addresses of reverse proxies whose `X-Forwarded-For` says who the sender is; it is only counted by, never"
                    + " kept");

    static final List<Setting<?>> ALL = List.of(
            MIN_FREE_BYTES,
            CONNECTIONS,
            HEADERS_MILLIS,
            BODY_MILLIS,
            ANSWER_MILLIS,
            BODIES_BYTES,
            ADDRESS_CONNECTIONS,
            ADDRESS_EVENTS,
            ADDRESS_EVENTS_AT_ONCE,
            ADDRESS_BYTES,
            ADDRESS_BYTES_AT_ONCE,
            KEY_EVENTS,
            KEY_EVENTS_AT_ONCE,
            KEY_BYTES,
            KEY_BYTES_AT_ONCE,
            QUARANTINED_EVENTS,
            QUARANTINED_EVENTS_AT_ONCE,
            PROXIES);

    private LimitSettings() {}

    /** The limits as they are set. */
    public static Limits read(Configuration set) {
        return new Limits(
                number(set, CONNECTIONS),
                number(set, ADDRESS_CONNECTIONS),
                number(set, HEADERS_MILLIS),
                number(set, BODY_MILLIS),
                number(set, ANSWER_MILLIS),
                set.find(BODIES_BYTES).orElse(Limits.DEFAULT.bodyBytesInFlight()),
                set.get(MIN_FREE_BYTES),
                new Limits.Rate(set.get(ADDRESS_EVENTS), set.get(ADDRESS_EVENTS_AT_ONCE)),
                new Limits.Rate((double) set.get(ADDRESS_BYTES), set.get(ADDRESS_BYTES_AT_ONCE)),
                new Limits.Rate(set.get(KEY_EVENTS), set.get(KEY_EVENTS_AT_ONCE)),
                new Limits.Rate((double) set.get(KEY_BYTES), set.get(KEY_BYTES_AT_ONCE)),
                new Limits.Rate(set.get(QUARANTINED_EVENTS), set.get(QUARANTINED_EVENTS_AT_ONCE)),
                Set.copyOf(set.find(PROXIES).orElse(List.of())));
    }

    private static int number(Configuration set, Setting<Long> setting) {
        return Math.toIntExact(set.get(setting));
    }

    private static Setting<Long> count(String key, long min, long max, String usual, String meaning) {
        return new Setting<>(key, Kind.wholeNumber(min, max), usual, null, meaning);
    }

    private static Setting<Double> perSecond(String key, String usual, String meaning) {
        return new Setting<>(key, Kind.decimal(MAX_PER_SECOND), usual, null, meaning);
    }

    private static Setting<Long> atOnce(String key, String usual, String meaning) {
        return count(key, 1, MAX_PER_SECOND, usual, meaning);
    }

    private static Setting<Long> bytes(String key, String usual, String meaning) {
        return new Setting<>(key, Kind.bytes(0, MAX_PER_SECOND), usual, null, meaning);
    }
}
