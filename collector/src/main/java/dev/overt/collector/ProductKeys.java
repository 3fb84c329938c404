package dev.overt.collector;

import dev.overt.collector.receive.WriteKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a collector's options say of keys. */
final class ProductKeys {
    private ProductKeys() {}

    /** @throws CollectorException if they name a product that is not served, or one key of two products */
    static void check(CollectorOptions options, Collection<String> served) {
        Map<String, String> owners = new HashMap<>();
        options.foreignKeys().forEach((product, keys) -> {
            checkServed(product, "keys are given for", served);
            for (String key : keys) {
                String other = owners.putIfAbsent(WriteKeys.normal(key), product);
                if (key.isBlank() || (other != null && !other.equals(product))) {
                    throw new CollectorException(
                            key.isBlank()
                                    ? "a key of the product " + product + " is empty. Remove it."
                                    : "the products " + other + " and " + product
                                            + " have a key in common. Give each its own.");
                }
            }
        });
        if (options.productWithoutKey() != null) {
            checkServed(options.productWithoutKey(), "events without a key are those of", served);
        }
    }

    private static void checkServed(String product, String what, Collection<String> served) {
        if (!served.contains(product)) {
            throw new CollectorException(what + " the product " + product
                    + ", which is not served here. Name its telemetry.yaml, or correct the id.");
        }
    }
}
