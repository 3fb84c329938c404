package dev.overt.collector.receive;

import dev.overt.collector.web.Routes;
import java.time.Clock;
import java.util.Locale;

/** One way in which clients send events: its paths, each with an endpoint that ends in {@link Intake#take}. */
public interface Protocol {
    /** Adds the protocol's paths. */
    void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock);

    /** What metrics call it: the class's name in small letters, without {@code Protocol}. */
    default String name() {
        return getClass().getSimpleName().replace("Protocol", "").toLowerCase(Locale.ROOT);
    }
}
