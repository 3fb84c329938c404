package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Identity;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType.Enumeration;
import dev.overt.manifest.PropertyType.IntegerRange;
import dev.overt.manifest.PropertyType.Version;
import dev.overt.manifest.Surface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event as it could be sent, with every property that it can have. */
final class ExampleEvent {
    static final String INSTALL_ID = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";

    private static final String EVENT_ID = "019a9f3c-0000-7000-8000-000000000001";
    private static final String BATCH_ID = "019a9f3c-0000-7000-8000-000000000000";
    private static final String POSTED_ID = "9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e7";
    /** 21 November 2025. */
    private static final long AT_MILLIS = 1_763_683_200_000L;

    private ExampleEvent() {}

    /** A value that a property could hold; those of a command agree that it failed. */
    static Object value(Property property) {
        if (property.fact() == Fact.OUTCOME && property.type() instanceof Enumeration) {
            return "error";
        }
        if (property.fact() == Fact.EXIT_CODE && property.type() instanceof IntegerRange range) {
            return Math.max(range.min(), Math.min(range.max(), 1));
        }
        if (property.fact() == Fact.CI) {
            return false;
        }
        return property.fact() == Fact.PREVIOUS && property.type() instanceof Version version
                ? previous(version)
                : property.type().accept(TypeExample.TYPES);
    }

    /** Another one than the example of a version. */
    private static String previous(Version type) {
        return switch (type.keep()) {
            case MAJOR -> "2";
            case MINOR -> "3.11";
            case PATCH, FULL -> "3.11.9";
        };
    }

    /** The upload of one event, as {@code protocol/README.md} has it. */
    static String upload(Manifest manifest, Event event) {
        Map<String, Object> upload = new LinkedHashMap<>();
        upload.put("overt", 1L);
        upload.put("product", manifest.product().id());
        upload.put("manifest", manifest.hash());
        upload.put("batch", BATCH_ID);
        upload.put("events", List.of(sent(manifest, event)));
        return JsonText.indented(upload);
    }

    /** What a script posts for one event, as {@code protocol/README.md} has it. */
    static String posted(Manifest manifest, Event event) {
        Map<String, Object> posted = new LinkedHashMap<>();
        posted.put("event_label", event.name());
        posted.put("uuid", POSTED_ID);
        if (manifest.identity().file() != null && event.surface() == Surface.INSTALLER) {
            posted.put("cid", INSTALL_ID);
        }
        manifest.properties(event).forEach(each -> posted.put(each.name(), value(each)));
        return JsonText.indented(posted);
    }

    private static Map<String, Object> sent(Manifest manifest, Event event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        manifest.properties(event).forEach(each -> properties.put(each.name(), value(each)));
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("id", EVENT_ID);
        sent.put("event", event.name());
        if (manifest.identity().kind() == Identity.Kind.INSTALL_ID) {
            sent.put("install", INSTALL_ID);
        }
        sent.put("at_millis", AT_MILLIS);
        sent.put("properties", properties);
        return sent;
    }
}
