package dev.overt.collector.receive;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.web.BearerToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The write keys of all products. A key is public, for it ships with the product; it says whose events are sent, and
 * gives no right to read any.
 *
 * @param enforcers write key to its product's enforcer
 */
public record WriteKeys(Map<String, Enforcer> enforcers) {
    public WriteKeys {
        enforcers = Map.copyOf(enforcers);
    }

    /** The product of {@code key}; compares with every known key, each in constant time. */
    public Optional<Enforcer> find(String key) {
        Enforcer found = null;
        for (Map.Entry<String, Enforcer> known : enforcers.entrySet()) {
            if (BearerToken.same(known.getKey(), key)) {
                found = known.getValue();
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * The product of {@code key}, as the manifest says that the upload names.
     *
     * @param manifestHash {@code sha256:} and 64 hexadecimal digits; null, or one that is not known, means the newest
     */
    public Optional<Enforcer> find(String key, @Nullable String manifestHash) {
        return find(key);
    }

    /** The product of a sender that names none, as installers do: the only one served, if there is only one. */
    public Optional<Enforcer> withoutKey() {
        List<Enforcer> products = List.copyOf(enforcers.values());
        return products.size() == 1 ? Optional.of(products.get(0)) : Optional.empty();
    }
}
