package dev.overt.manifest;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the canonical form writes {@code events:} and {@code common:}. */
final class CanonicalEvent {
    private CanonicalEvent() {}

    /** A call of the tool's code is a trigger that no manifest writes. */
    static Map<String, Object> tree(Event event) {
        return new CanonicalMapping()
                .with("why", event.why())
                .with("when", event.when())
                .with(
                        "trigger",
                        event.trigger() == Trigger.CALL ? null : event.trigger().word())
                .with("expires", day(event.expires()))
                .with("from", CanonicalForm.set(event.from()))
                .with("properties", properties(event.properties()))
                .tree();
    }

    static Map<String, Object> properties(List<Property> properties) {
        return CanonicalForm.mapping(properties, Property::name, CanonicalEvent::property);
    }

    /** The fact of a bucket follows from its quantity and the trigger. */
    private static Map<String, Object> property(Property property) {
        CanonicalMapping mapping = property.type().accept(CanonicalType.TYPES);
        if (property.fact() != null && !(property.type() instanceof PropertyType.Bucket)) {
            mapping.with("of", property.fact().word());
        }
        return mapping.with("optional", property.optional())
                .with("what", property.what())
                .with("expires", day(property.expires()))
                .with("from", property.from())
                .tree();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
