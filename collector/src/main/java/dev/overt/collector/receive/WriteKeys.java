package dev.overt.collector.receive;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.Versions;
import dev.overt.collector.web.BearerToken;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The write keys of all products, Overt's own and those that the clients of others send. A key is public, for it ships
 * with the product; it says whose events are sent, and gives no right to read any. A key that is a GUID is the same in
 * either case and without its dashes, as its clients write it.
 *
 * <p>Any number of threads: who asks sees all keys as they were or all as they are, and keeps the enforcer it was given.
 */
public final class WriteKeys {
    private static final Pattern GUID = Pattern.compile(
            "[0-9a-fA-F]{32}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private volatile Served served;

    /**
     * What is served at one time.
     *
     * @param products key to product
     * @param withoutKey the product of a sender that names none, or null
     */
    private record Served(
            Map<String, Versions> products, @Nullable Versions withoutKey) {}

    /** Keys of products that have one manifest each. */
    public WriteKeys(Map<String, Enforcer> enforcers) {
        this(versions(enforcers), null);
    }

    /**
     * Keys of products.
     *
     * @param products key to product; a product may have several
     * @param withoutKey whose events come without a key; null for the only product, if there is only one
     */
    public WriteKeys(Map<String, Versions> products, @Nullable Versions withoutKey) {
        this.served = served(products, withoutKey);
    }

    private static Map<String, Versions> versions(Map<String, Enforcer> enforcers) {
        return enforcers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Versions.of(entry.getValue())));
    }

    /** Serves other products, keys or manifests from now on. */
    public void replace(Map<String, Versions> products, @Nullable Versions withoutKey) {
        served = served(products, withoutKey);
    }

    private static Served served(Map<String, Versions> products, @Nullable Versions withoutKey) {
        Map<String, Versions> normal = new LinkedHashMap<>();
        products.forEach((key, product) -> normal.put(normal(key), product));
        boolean single = normal.values().stream().distinct().count() == 1;
        return new Served(
                normal,
                withoutKey == null && single ? normal.values().iterator().next() : withoutKey);
    }

    /** The form of a key in which it is compared. */
    public static String normal(String key) {
        return GUID.matcher(key).matches() ? key.replace("-", "").toLowerCase(Locale.ROOT) : key;
    }

    /** The product of {@code key}, as its newest manifest says of what clients of others send. */
    public Optional<Enforcer> find(String key) {
        return find(key, null).map(Enforcer::ofOthers);
    }

    /**
     * The product of {@code key}, as the manifest says that the upload of Overt's own client names. Compares with every known
     * key, each in constant time.
     *
     * @param manifestHash {@code sha256:} and 64 hexadecimal digits; null, or one that is not known, means the newest
     */
    public Optional<Enforcer> find(String key, @Nullable String manifestHash) {
        String sent = normal(key);
        Versions found = null;
        for (Map.Entry<String, Versions> known : served.products().entrySet()) {
            if (BearerToken.same(known.getKey(), sent)) {
                found = known.getValue();
            }
        }
        return Optional.ofNullable(found).map(product -> product.named(manifestHash));
    }

    /** The product of a sender that names none, as installers do; none where several are served and none is chosen. */
    public Optional<Enforcer> withoutKey() {
        return Optional.ofNullable(served.withoutKey()).map(Versions::newest).map(Enforcer::ofOthers);
    }
}
