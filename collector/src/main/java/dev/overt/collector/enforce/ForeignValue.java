package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;
import dev.overt.manifest.PropertyType.Bucket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value means that another client sent, or that came by another client's name. Those clients know nothing of types:
 * some make text of every value, some a fraction of every number, and all send a figure where a bucket is declared.
 *
 * <pre>
 * type        sent                            is read as
 * boolean     "true", "false", in any case    true, false
 * integer     "42", 42.0, "42.0"              42
 * number      "0.5"                           0.5
 * bucket      4210, "4210", 4210.7            the range it falls into, in milliseconds, bytes or as a count
 * enum        ["ktx", "connection", "test"]   the first of its words that is declared, else `otherwise`
 * session-id  a UUID                          its digits
 *             ses_ and other random words     32 digits of its SHA-256, so that nobody can look it up elsewhere
 * </pre>
 *
 * Any other value is read as it is. The property's rule decides what of it is kept.
 */
final class ForeignValue {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    /** A kind of thing and a random word of 100 bits or more, as {@code ses_0dc1b2a3bffeKq3XbZ8mWv5RtY}. */
    private static final Pattern PREFIXED_ID = Pattern.compile("[a-z]{2,8}_[0-9A-Za-z]{20,40}");

    private static final int ID_DIGITS = 32;

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
        } else if (type instanceof PropertyType.Enumeration set && sent instanceof List<?> words) {
            read = firstDeclared(words, set);
        } else if (type instanceof PropertyType.SessionId && sent instanceof String text) {
            read = PREFIXED_ID.matcher(text).matches() ? digest(text) : InstallId.read(text);
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

    private static @Nullable Object firstDeclared(List<?> words, PropertyType.Enumeration set) {
        Object word = words.stream()
                .filter(each -> each != null && set.values().contains(each))
                .findFirst()
                .orElse(null);
        return word == null ? set.otherwise() : word;
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
