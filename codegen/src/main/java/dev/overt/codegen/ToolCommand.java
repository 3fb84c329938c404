package dev.overt.codegen;

import dev.overt.manifest.Delivery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The subcommands of {@code telemetry} that a tool has. */
enum ToolCommand {
    STATUS("Shows whether telemetry is on and what decided that, the install id if there is one, and where events go."),
    ENABLE("Stores that you agree. It says so if something else still turns telemetry off."),
    DISABLE(
            "Stores that you refuse, and deletes what was not sent. It says so if something else still turns telemetry on."),
    RESET("Replaces the install id by a new one, and deletes what waits under the old one."),
    UPLOAD("Sends now what waits to be sent.");

    private final String effect;

    ToolCommand(String effect) {
        this.effect = effect;
    }

    /** Those that mean something where events are delivered like this: only what is on disk can be sent by another run. */
    static List<ToolCommand> of(Delivery.Mode mode) {
        return Stream.of(values())
                .filter(each -> each != UPLOAD || mode == Delivery.Mode.SPOOL)
                .toList();
    }

    /** As a person types it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String effect() {
        return effect;
    }
}
