package dev.overt.collector.enforce;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one declared event's properties, in declared order. Immutable: any number of threads. */
final class EventRules {
    /**
     * @param own whether Overt's own client sends it
     * @param from what other clients call it
     * @param endMillis when it expires
     */
    private record Rule(
            PropertyType type, PropertyRule check, boolean own, List<String> from, boolean optional, long endMillis) {
        /** What becomes of a sent value. No type accepts both a string and what it spells. */
        Checked check(SentProperties.Found found) {
            if (!(found.value() instanceof IncomingEvent.Spelled spelled)) {
                return check(found.value(), found.foreign());
            }
            Checked text = check(spelled.text(), found.foreign());
            return text.value() == null ? check(spelled.value(), found.foreign()) : text;
        }

        private Checked check(Object value, boolean foreign) {
            return check.check(foreign || !own ? ForeignValue.read(value, type) : value);
        }
    }

    private final String name;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final boolean ofTool;
    private final long endMillis;

    /** @param own whether Overt's own client sends the event */
    EventRules(Manifest manifest, Event event, boolean own) {
        name = event.name();
        manifest.properties(event).forEach(property -> rules.put(property.name(), rule(property, own)));
        ofTool = event.surface() == Surface.TOOL;
        endMillis = endMillis(event.expires());
    }

    private static Rule rule(Property property, boolean own) {
        PropertyType type = property.type();
        boolean onlyOwn = type instanceof PropertyType.FreeText || type instanceof PropertyType.Hash;
        return new Rule(
                type,
                own || !onlyOwn ? PropertyRule.of(type) : value -> Checked.refused(),
                own,
                property.from(),
                property.optional(),
                endMillis(property.expires()));
    }

    /** When the last day ends, UTC. */
    private static long endMillis(@Nullable LocalDate lastDay) {
        return lastDay == null
                ? Long.MAX_VALUE
                : lastDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** The declared name. */
    String name() {
        return name;
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
     * The declared properties of {@code event} that may be kept if it happened at this time.
     *
     * @param drops receives one entry for each property that was removed, changed or missing
     */
    Map<String, Object> enforce(IncomingEvent.WellFormed event, long atMillis, List<Drop> drops) {
        SentProperties sent = new SentProperties(event.properties(), event.metadata());
        Map<String, Object> kept = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            SentProperties.Found found = sent.take(name, rule.from());
            if (atMillis < rule.endMillis()) {
                keep(name, rule, found, kept, drops);
            } else if (found != null) {
                drops.add(new Drop(DropReason.EXPIRED, name));
            }
        });
        sent.strip(rules.keySet(), drops);
        return kept;
    }

    private static void keep(
            String name, Rule rule, SentProperties.@Nullable Found sent, Map<String, Object> kept, List<Drop> drops) {
        if (sent == null) {
            if (!rule.optional()) {
                drops.add(new Drop(DropReason.MISSING_PROPERTY, name));
            }
            return;
        }
        Checked checked = rule.check(sent);
        if (checked.value() != null) {
            kept.put(name, checked.value());
        }
        if (checked.reason() != null) {
            drops.add(new Drop(checked.reason(), name));
        }
    }
}
