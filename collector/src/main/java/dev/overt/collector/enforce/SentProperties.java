package dev.overt.collector.enforce;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was sent of one event and what of it has been taken; the rest is stripped and counted. One use, one thread. */
final class SentProperties {
    private static final Set<String> CLIENT_METADATA = Set.of("distinct_id", "token");

    private final Map<String, @Nullable Object> properties;
    private final Map<String, @Nullable Object> metadata;
    /** Foreign names whose property was taken. */
    private final Set<String> takenProperties = new HashSet<>(0);

    private final Set<String> takenMetadata = new HashSet<>(0);

    /**
     * A value that was sent.
     *
     * @param foreign whether it was found by what another client calls it
     */
    record Found(Object value, boolean foreign) {}

    SentProperties(Map<String, @Nullable Object> properties, Map<String, @Nullable Object> metadata) {
        this.properties = properties;
        this.metadata = metadata;
    }

    /**
     * Takes what was sent of a declared property: by its declared name, else by the first of its foreign names among the
     * properties, else among the metadata. Null if nothing was sent.
     */
    @Nullable
    Found take(String declared, List<String> foreign) {
        Object own = properties.get(declared);
        if (own != null) {
            return new Found(own, false);
        }
        Found property = take(foreign, properties, takenProperties);
        return property != null ? property : take(foreign, metadata, takenMetadata);
    }

    private static @Nullable Found take(List<String> names, Map<String, @Nullable Object> sent, Set<String> taken) {
        for (String name : names) {
            Object value = sent.get(name);
            if (value != null) {
                taken.add(name);
                return new Found(value, true);
            }
        }
        return null;
    }

    /**
     * Counts what is not declared and was not taken.
     *
     * @param drops receives one entry for each name
     */
    void strip(Set<String> declared, List<Drop> drops) {
        for (String name : metadata.keySet()) {
            if (!takenMetadata.contains(name)) {
                drops.add(new Drop(DropReason.CLIENT_METADATA, Identifier.orNone(name)));
            }
        }
        for (String name : properties.keySet()) {
            if (!declared.contains(name) && !takenProperties.contains(name)) {
                drops.add(new Drop(reasonToStrip(name), Identifier.orNone(name)));
            }
        }
    }

    private static DropReason reasonToStrip(String name) {
        return name.startsWith("$") || CLIENT_METADATA.contains(name)
                ? DropReason.CLIENT_METADATA
                : DropReason.UNDECLARED_PROPERTY;
    }
}
