package dev.overt.manifest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the events, and hands on their properties. */
final class EventLint {
    private static final int EXPIRES_SOON_DAYS = 30;

    private final Manifest manifest;
    private final LocalDate today;
    private final Findings findings;
    private final NeverList never;

    EventLint(Manifest manifest, LocalDate today, Findings findings) {
        this.manifest = manifest;
        this.today = today;
        this.findings = findings;
        this.never = new NeverList(manifest.never());
    }

    void check() {
        manifest.common().forEach(property -> check(property, "common." + property.name(), List.of()));
        manifest.events().forEach(this::check);
    }

    private void check(Event event) {
        String path = "events." + event.name();
        if (!event.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)+")) {
            findings.add(
                    Rule.EVENT_NAME,
                    path,
                    Problems.quote(event.name()) + " does not say both where and what.",
                    "Name an event `domain_action`, such as `cli_command`.");
        }
        checkExpiry(path, event.expires());
        for (Property property : event.properties()) {
            check(property, path + ".properties." + property.name(), List.of(event.why(), event.when()));
        }
    }

    private void check(Property property, String path, List<String> said) {
        checkExpiry(path, property.expires());
        new TypeLint(property, path, findings).check();
        new WordingLint(property, path, said, never, findings).check();
    }

    private void checkExpiry(String path, @Nullable LocalDate expires) {
        if (expires == null) {
            return;
        }
        String name = Problems.quote(path);
        if (expires.isBefore(today)) {
            findings.add(
                    Rule.EXPIRED,
                    path + ".expires",
                    name + " expired on " + expires + ".",
                    "Remove it, or write a later day and say why.");
        } else if (!expires.minusDays(EXPIRES_SOON_DAYS).isAfter(today)) {
            findings.add(
                    Rule.EXPIRES_SOON,
                    path + ".expires",
                    name + " expires on " + expires + ".",
                    "Decide whether the question is answered: remove it, or write a later day.");
        }
    }
}
