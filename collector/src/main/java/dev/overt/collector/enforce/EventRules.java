package dev.overt.collector.enforce;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.Surface;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one declared event's properties, in declared order. Immutable: any number of threads. */
final class EventRules {
    private static final Set<String> CLIENT_METADATA = Set.of("distinct_id", "token");

    /** @param endMillis when it expires */
    private record Rule(PropertyRule check, boolean optional, long endMillis) {}

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final boolean ofTool;
    private final long endMillis;

    EventRules(Manifest manifest, Event event) {
        manifest.properties(event).forEach(property -> rules.put(property.name(), rule(property)));
        ofTool = event.surface() == Surface.TOOL;
        endMillis = endMillis(event.expires());
    }

    private static Rule rule(Property property) {
        return new Rule(PropertyRule.of(property.type()), property.optional(), endMillis(property.expires()));
    }

    /** When the last day ends, UTC. */
    private static long endMillis(@Nullable LocalDate lastDay) {
        return lastDay == null
                ? Long.MAX_VALUE
                : lastDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** Whether an event of this time happened after the last day of its kind. */
    boolean isExpired(long atMillis) {
        return atMillis >= endMillis;
    }

    /** Whether a tool records the event, so that an installation's id belongs to it. */
    boolean ofTool() {
        return ofTool;
    }

    /**
     * The declared properties of {@code sent} that may be kept of an event of this time.
     *
     * @param drops receives one entry for each property that was removed, changed or missing
     */
    Map<String, Object> enforce(Map<String, @Nullable Object> sent, long atMillis, List<Drop> drops) {
        Map<String, Object> kept = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            if (atMillis < rule.endMillis()) {
                keep(name, rule, sent.get(name), kept, drops);
            } else if (sent.get(name) != null) {
                drops.add(new Drop(DropReason.EXPIRED, name));
            }
        });
        for (String name : sent.keySet()) {
            if (!rules.containsKey(name)) {
                drops.add(new Drop(reasonToStrip(name), Identifier.orNone(name)));
            }
        }
        return kept;
    }

    private static void keep(
            String name, Rule rule, @Nullable Object sent, Map<String, Object> kept, List<Drop> drops) {
        if (sent == null) {
            if (!rule.optional()) {
                drops.add(new Drop(DropReason.MISSING_PROPERTY, name));
            }
            return;
        }
        Checked checked = rule.check().check(sent);
        if (checked.value() != null) {
            kept.put(name, checked.value());
        }
        if (checked.reason() != null) {
            drops.add(new Drop(checked.reason(), name));
        }
    }

    private static DropReason reasonToStrip(String name) {
        return name.startsWith("$") || CLIENT_METADATA.contains(name)
                ? DropReason.CLIENT_METADATA
                : DropReason.UNDECLARED_PROPERTY;
    }
}
