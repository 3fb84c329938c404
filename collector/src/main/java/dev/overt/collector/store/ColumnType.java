package dev.overt.collector.store;

import dev.overt.manifest.PropertyType;

/** How a property's values are kept. */
enum ColumnType {
    VARCHAR(String.class),
    BOOLEAN(Boolean.class),
    BIGINT(Long.class);

    private final Class<?> kept;

    ColumnType(Class<?> kept) {
        this.kept = kept;
    }

    /** Whether a value of the log goes into such a column. */
    boolean takes(Object value) {
        return kept.isInstance(value);
    }

    static ColumnType of(PropertyType type) {
        if (type instanceof PropertyType.Flag) {
            return BOOLEAN;
        }
        if (type instanceof PropertyType.IntegerRange) {
            return BIGINT;
        }
        return VARCHAR;
    }
}
