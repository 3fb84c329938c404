package dev.overt.client;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns what happened into the JSON of its declared event, and nothing beyond that. */
final class EventWriter {
    /** Where an installer of this name puts things. */
    private static final String[][] INSTALL_PLACES = {
        {"pipx", "/pipx/"},
        {"uv", "/uv/"},
        {"pip", "/site-packages/"},
        {"npm", "/node_modules/"},
        {"homebrew", "/Cellar/"},
        {"brew", "/Cellar/"},
        {"sdkman", "/.sdkman/"},
        {"snap", "/snap/"},
        {"scoop", "\\scoop\\"},
    };

    private final Policy policy;
    private final String productVersion;
    private final Surroundings surroundings;

    EventWriter(Policy policy, String productVersion, Surroundings surroundings) {
        this.policy = policy;
        this.productVersion = productVersion;
        this.surroundings = surroundings;
    }

    /** Takes what was dropped from an event. */
    interface Drops {
        void drop(String reason, long count);
    }

    /**
     * The event as it is sent; null where {@code values} are not those that it declares.
     *
     * @param values one for each property that the client does not fill in itself, common ones first
     */
    @Nullable
    String write(Event event, String install, @Nullable CommandRun run, @Nullable Object[] values, Drops drops) {
        Json properties = new Json();
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
                put(properties, property, value, drops);
            }
        }
        if (taken != values.length) {
            return null;
        }
        return new Json()
                .put("id", surroundings.newUuid())
                .put("event", event.name)
                .put("install", install)
                .put("at_millis", surroundings.nowMillis())
                .putJson("properties", properties.toString())
                .toString();
    }

    private static void put(Json properties, Property property, @Nullable Object value, Drops drops) {
        if (value == null) {
            if (!property.optional) {
                drops.drop("missing_property", 1);
            }
            return;
        }
        Object sanitised = Sanitiser.sanitise(property, value);
        if (sanitised == null) {
            drops.drop(Sanitiser.refusal(property), 1);
        } else {
            properties.putValue(property.name, sanitised);
        }
    }

    private @Nullable Object known(Property property, @Nullable CommandRun run) {
        if (property.kind == Property.Kind.OPERATING_SYSTEM) {
            return operatingSystem();
        }
        return property.fact == null ? installMethod(property) : known(property.fact, run);
    }

    private @Nullable Object known(Fact fact, @Nullable CommandRun run) {
        return switch (fact) {
            case COMMAND -> run == null ? null : run.command();
            case OUTCOME -> run == null ? null : run.exitCode() == 0 ? "ok" : "error";
            case EXIT_CODE -> run == null ? null : (Object) (long) run.exitCode();
            case ERROR -> run == null ? null : run.error();
            case DURATION -> run == null ? null : (Object) run.durationMillis();
            case TERMINAL -> surroundings.terminals().input();
            case CI -> Consent.inCi(surroundings.environment());
            case PRODUCT -> productVersion;
            case RUNTIME -> surroundings.property("java.version");
        };
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

    /** Of the declared methods, the one whose traces are found; none of what is found is ever sent. */
    private String installMethod(Property property) {
        if (property.declares("docker") && Files.exists(Path.of("/.dockerenv"))) {
            return "docker";
        }
        String places = surroundings.property("java.class.path");
        for (String[] each : INSTALL_PLACES) {
            if (places.contains(each[1]) && property.declares(each[0])) {
                return each[0];
            }
        }
        return "";
    }
}
