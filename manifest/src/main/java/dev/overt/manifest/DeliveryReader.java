package dev.overt.manifest;

import dev.overt.manifest.Delivery.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Reads {@code delivery:}. Which keys there are depends on the mode:
 *
 * <pre>
 * spool   every (1h)                                     of a tool
 * live    every (5s), buffer (200), retries (1), exit (2s)  of a tool
 * post                                                   where no event comes from the tool
 * any     collector, timeout (5s)                        timeout: of scripts and pages
 * </pre>
 */
final class DeliveryReader {
    private static final Duration MAX_EXIT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

    private DeliveryReader() {}

    /** Reads how the events of a product leave the machine, which come from {@code surfaces}. */
    static Delivery read(Value value, Set<Surface> surfaces) {
        Mapping delivery = value.mapping();
        Mode mode = mode(delivery.required("mode", "spool"), surfaces.contains(Surface.TOOL));
        URI collector = Url.read(delivery.required("collector", "\"https://telemetry.example.org\""), "a collector");
        Duration timeout = atMost(
                Interval.read(delivery.optional("timeout"), Form.INTERVAL, Duration.ofSeconds(5)),
                MAX_TIMEOUT,
                delivery.optional("timeout"));
        Delivery read = switch (mode) {
            case SPOOL ->
                new Delivery(mode, every(delivery, Duration.ofHours(1)), collector, 0, 0, Duration.ZERO, timeout);
            case LIVE -> live(delivery, collector, timeout);
            case POST -> new Delivery(mode, Duration.ZERO, collector, 0, 0, Duration.ZERO, timeout);
        };
        delivery.close();
        return read;
    }

    private static Mode mode(Value value, boolean tool) {
        Mode mode = value.oneOf(Choice.among(Mode.values()), Mode.SPOOL);
        if (tool && mode == Mode.POST) {
            value.error(
                    Rule.MODE,
                    "A tool does not wait for the network, and `post` is for scripts.",
                    "Write `mode: spool` or `mode: live`.");
        } else if (!tool && mode != Mode.POST) {
            value.error(
                    Rule.MODE,
                    "No event comes from the tool itself, and scripts and pages keep nothing back.",
                    "Write `mode: post`.");
        }
        return mode;
    }

    private static Delivery live(Mapping delivery, URI collector, Duration timeout) {
        Value exit = delivery.optional("exit");
        return new Delivery(
                Mode.LIVE,
                every(delivery, Duration.ofSeconds(5)),
                collector,
                (int) delivery.optional("buffer").wholeNumber(200, 1, 10_000),
                (int) delivery.optional("retries").wholeNumber(1, 0, 5),
                atMost(Interval.read(exit, Form.INTERVAL, Duration.ofSeconds(2)), MAX_EXIT, exit),
                timeout);
    }

    private static Duration every(Mapping delivery, Duration usual) {
        return Interval.read(delivery.optional("every"), Form.INTERVAL, usual);
    }

    private static Duration atMost(Duration read, Duration limit, Value value) {
        if (read.compareTo(limit) > 0) {
            value.error(Rule.RANGE, value.path() + " is too long.", "Write at most `" + limit.toSeconds() + "s`.");
        }
        return read;
    }
}
