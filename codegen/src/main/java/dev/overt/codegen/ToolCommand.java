package dev.overt.codegen;

import dev.overt.manifest.Delivery.Mode;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
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
    PREVIEW("Shows exactly what would be sent next, and sends nothing."),
    LOG("Shows what was sent from this machine, as it was sent."),
    DELETE(
            "Asks whether to go on. Then it stores that you refuse, and deletes every event that is kept here, sent or not."),
    UPLOAD("Sends now what waits to be sent.");

    private final String effect;

    ToolCommand(String effect) {
        this.effect = effect;
    }

    /** Those that mean something for the product: only what is on disk can be seen or sent by another run. */
    static List<ToolCommand> of(Manifest manifest) {
        return Stream.of(values()).filter(each -> each.isFor(manifest)).toList();
    }

    private boolean isFor(Manifest manifest) {
        return switch (this) {
            case STATUS, ENABLE, DISABLE, DELETE -> true;
            case RESET -> manifest.identity().kind() == Identity.Kind.INSTALL_ID;
            case PREVIEW, LOG, UPLOAD -> manifest.delivery().mode() == Mode.SPOOL;
        };
    }

    /** As a person types it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Prose effect(Controls controls) {
        return this == DELETE && controls.asksForDeletion()
                ? Prose.of(
                        "{} {}",
                        effect,
                        "Then it asks the collector to delete what was sent under the install id, and keeps the receipt when that is done.")
                : Prose.of(effect);
    }
}
