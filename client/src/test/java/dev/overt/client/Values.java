package dev.overt.client;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of single values, with what was dropped on the way, and a secret that tests know. */
final class Values extends EventWriter {
    /** The key of the first test case of RFC 4231. */
    static final String SECRET = "0b".repeat(20) + "00".repeat(12);

    final Map<String, Long> dropped = new TreeMap<>();

    Values() {
        super(InitRunnerPolicy.policy(), "1.0", new Surroundings());
    }

    @Nullable
    Object of(Property property, Object value) {
        try {
            return property.sanitise(value, this);
        } catch (IOException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    void drop(String reason, long count) {
        dropped.merge(reason, count, Long::sum);
    }

    @Override
    String hashSecret() {
        return SECRET;
    }
}
