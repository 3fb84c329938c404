package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check of one property: what of a sent value may be kept.
 *
 * <pre>
 * type                              kept                                  else
 * enum, error-class, install-method a value of the set                    otherwise, or refused without one
 * os                                Linux Darwin Windows FreeBSD other    other
 * bucket                            a label                               refused
 * boolean                           true, false                           refused
 * integer                           min … max                             refused
 * version                           [0-9][0-9A-Za-z.+-]{0,39}, cut        refused
 * </pre>
 *
 * A value of another kind than the property's is always refused.
 */
interface PropertyRule {
    /** What is kept of a sent value. */
    Checked check(Object value);

    static PropertyRule of(PropertyType type) {
        if (type instanceof PropertyType.Enumeration enumeration) {
            return oneOf(enumeration.values(), enumeration.otherwise());
        }
        if (type instanceof PropertyType.ErrorClass errorClass) {
            return oneOf(errorClass.values(), errorClass.otherwise());
        }
        if (type instanceof PropertyType.InstallMethod method) {
            return oneOf(method.values(), method.otherwise());
        }
        if (type instanceof PropertyType.OperatingSystem) {
            return oneOf(PropertyType.OperatingSystem.NAMES, "other");
        }
        if (type instanceof PropertyType.Bucket bucket) {
            return oneOf(bucket.labels(), null);
        }
        if (type instanceof PropertyType.Flag) {
            return value -> value instanceof Boolean ? Checked.kept(value) : Checked.refused();
        }
        if (type instanceof PropertyType.IntegerRange range) {
            return between(range.min(), range.max());
        }
        if (type instanceof PropertyType.Version version) {
            return VersionText.rule(version.keep());
        }
        throw new IllegalStateException("no rule for " + type);
    }

    private static PropertyRule oneOf(List<String> values, @Nullable String otherwise) {
        Set<String> known = new HashSet<>(values);
        if (otherwise != null) {
            known.add(otherwise);
        }
        return value -> {
            if (!(value instanceof String text)) {
                return Checked.refused();
            }
            if (known.contains(text)) {
                return Checked.kept(text);
            }
            return otherwise == null ? Checked.refused() : Checked.replaced(otherwise);
        };
    }

    private static PropertyRule between(long min, long max) {
        return value -> value instanceof Long number && number >= min && number <= max
                ? Checked.kept(number)
                : Checked.refused();
    }
}
