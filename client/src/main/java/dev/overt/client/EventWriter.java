package dev.overt.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happened into the JSON of its declared event, and nothing beyond that. Who extends it counts what is
 * dropped from events, and keeps the secret of their hashes.
 */
abstract class EventWriter {
    final Policy policy;
    private final String productVersion;
    final Surroundings surroundings;

    EventWriter(Policy policy, String productVersion, Surroundings surroundings) {
        this.policy = policy;
        this.productVersion = productVersion;
        this.surroundings = surroundings;
    }

    /** Adds to the count of what was dropped for {@code reason}. */
    abstract void drop(String reason, long count);

    /** 64 hexadecimal digits; null where there is none yet and none may be made. */
    @Nullable
    abstract String hashSecret() throws IOException;

    /**
     * The event as it is sent; null where {@code values} are not those that it declares.
     *
     * @param id the event's own; null for a new one
     * @param install null where events carry no install id
     * @param values one for each property that the client does not fill in itself, common ones first
     */
    @Nullable
    String write(
            Event event,
            @Nullable String id,
            @Nullable String install,
            @Nullable CommandRun run,
            @Nullable Object[] values) {
        Json properties = new Json();
        long today = surroundings.epochDay();
        int taken = 0;
        for (Property[] group : new Property[][] {policy.common, event.properties}) {
            for (Property property : group) {
                Object value;
                if (property.selfFilled()) {
                    value = known(property, run);
                } else if (taken < values.length) {
                    value = values[taken++];
                } else {
                    return null;
                }
                if (today <= property.lastEpochDay) {
                    put(properties, property, value);
                }
            }
        }
        if (taken != values.length) {
            return null;
        }
        Json json =
                new Json().put("id", id == null ? surroundings.newUuid() : id).put("event", event.name);
        if (install != null) {
            json.put("install", install);
        }
        return json.put("at_millis", surroundings.nowMillis())
                .putJson("properties", properties.toString())
                .toString();
    }

    private void put(Json properties, Property property, @Nullable Object value) {
        if (value == null) {
            if (!property.optional) {
                drop("missing_property", 1);
            }
            return;
        }
        try {
            Object sanitised = property.sanitise(value, this);
            if (sanitised == null) {
                drop(property.refusal(), 1);
            } else {
                properties.putValue(property.name, sanitised);
            }
        } catch (IOException noSecret) {
            drop("missing_property", 1);
        } catch (Throwable hostile) {
            // A collection or a throwable of the caller's own may do anything when it is read, and without end.
            if (!(hostile instanceof StackOverflowError)) {
                Telemetry.swallow(hostile);
            }
            drop("invalid_value", 1);
        }
    }

    private @Nullable Object known(Property property, @Nullable CommandRun run) {
        if (property.type.equals("os")) {
            return operatingSystem();
        }
        boolean machine = property.type.equals("arch") || property.type.equals("session-id");
        return property.fact == null || machine
                ? Machine.known(property, operatingSystem(), surroundings)
                : property.fact.known(run, productVersion, surroundings);
    }

    private String operatingSystem() {
        String name = surroundings.property("os.name");
        if (name.startsWith("Windows")) {
            return "Windows";
        }
        if (name.startsWith("Mac") || name.equals("Darwin")) {
            return "Darwin";
        }
        return name.equals("Linux") || name.equals("FreeBSD") ? name : "other";
    }
}
