package dev.overt.collector.web;

import dev.overt.collector.web.Limits.Rate;
import java.util.Set;

/** Limits for tests: none that a test could meet by chance, but for those that it names. */
public final class TestLimits {
    public static final Rate NONE = new Rate(0, 0);
    private static final int LONG_MILLIS = 600_000;

    private int connections = 10_000;
    private int addressConnections = 10_000;
    private int headersMillis = LONG_MILLIS;
    private int bodyMillis = LONG_MILLIS;
    private int answerMillis = LONG_MILLIS;
    private long bodyBytesInFlight = 1L << 30;
    private Rate addressEvents = NONE;
    private Rate addressBytes = NONE;
    private Rate keyEvents = NONE;
    private Rate keyBytes = NONE;
    private Rate quarantinedEvents = NONE;
    private Set<String> proxies = Set.of();

    /** So many at once, and after that next to none. */
    public static Rate atOnce(long count) {
        return new Rate(1e-6, count);
    }

    public TestLimits connections(int all, int ofAddress) {
        connections = all;
        addressConnections = ofAddress;
        return this;
    }

    public TestLimits headersMillis(int millis) {
        headersMillis = millis;
        return this;
    }

    public TestLimits bodyMillis(int millis) {
        bodyMillis = millis;
        return this;
    }

    public TestLimits answerMillis(int millis) {
        answerMillis = millis;
        return this;
    }

    public TestLimits bodyBytesInFlight(long bytes) {
        bodyBytesInFlight = bytes;
        return this;
    }

    public TestLimits addressEvents(Rate rate) {
        addressEvents = rate;
        return this;
    }

    public TestLimits addressBytes(Rate rate) {
        addressBytes = rate;
        return this;
    }

    public TestLimits keyEvents(Rate rate) {
        keyEvents = rate;
        return this;
    }

    public TestLimits keyBytes(Rate rate) {
        keyBytes = rate;
        return this;
    }

    public TestLimits quarantinedEvents(Rate rate) {
        quarantinedEvents = rate;
        return this;
    }

    public TestLimits proxies(String... addresses) {
        proxies = Set.of(addresses);
        return this;
    }

    public Limits build() {
        return new Limits(
                connections,
                addressConnections,
                headersMillis,
                bodyMillis,
                answerMillis,
                bodyBytesInFlight,
                256L << 20,
                addressEvents,
                addressBytes,
                keyEvents,
                keyBytes,
                quarantinedEvents,
                proxies);
    }
}
