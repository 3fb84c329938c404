package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;
import dev.overt.manifest.PropertyType.Bucket;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value means that came by another client's name. Those clients know nothing of types: some make text of every
 * value, some a fraction of every number, and all send a figure where a bucket is declared.
 *
 * <pre>
 * type      sent                            is read as
 * boolean   "true", "false", in any case    true, false
 * integer   "42", 42.0, "42.0"              42
 * number    "0.5"                           0.5
 * bucket    4210, "4210", 4210.7            the range it falls into, in milliseconds, bytes or as a count
 * </pre>
 *
 * Any other value is read as it is. The property's rule decides what of it is kept.
 */
final class ForeignValue {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private ForeignValue() {}

    static Object read(Object sent, PropertyType type) {
        Object read = null;
        if (type instanceof PropertyType.Flag) {
            read = flag(sent);
        } else if (type instanceof PropertyType.IntegerRange) {
            read = whole(sent);
        } else if (type instanceof PropertyType.DecimalRange) {
            read = number(sent);
        } else if (type instanceof Bucket bucket) {
            read = range(sent, bucket);
        }
        return read == null ? sent : read;
    }

    private static @Nullable Boolean flag(Object sent) {
        if (!(sent instanceof String text)) {
            return null;
        }
        return text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    private static @Nullable BigDecimal number(Object sent) {
        if (sent instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        if (sent instanceof BigDecimal number) {
            return number;
        }
        return sent instanceof String text && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static @Nullable Long whole(Object sent) {
        BigDecimal number = number(sent);
        if (number == null || number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return null;
        }
        return number.stripTrailingZeros().scale() <= 0 ? number.longValue() : null;
    }

    private static @Nullable String range(Object sent, Bucket bucket) {
        BigDecimal number = number(sent);
        if (number == null || number.signum() < 0) {
            return null;
        }
        int range = 0;
        for (long bound : bucket.bounds()) {
            range += number.compareTo(BigDecimal.valueOf(bound)) >= 0 ? 1 : 0;
        }
        return bucket.labels().get(range);
    }
}
