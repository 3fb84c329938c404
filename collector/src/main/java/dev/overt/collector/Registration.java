package dev.overt.collector;

import dev.overt.manifest.Difference;
import java.util.Locale;

/**
 * What became of a manifest that was to be registered.
 *
 * @param product its product's id
 * @param writeKey of its product; public, and good for nothing but sending
 * @param difference from the newest before; empty for a product's first
 */
public record Registration(
        Outcome outcome, String product, String manifestHash, String writeKey, Difference difference) {
    /** What was done. */
    public enum Outcome {
        /** The product is served from now on. */
        ADDED,
        /** The product's uploads are enforced by it from now on, but for those that name an earlier one. */
        CHANGED,
        /** It was the newest already. */
        SAME,
        /** Nothing: it widens what is collected without raising {@code consent.covers}. */
        REFUSED;

        private final String code = name().toLowerCase(Locale.ROOT);

        String code() {
            return code;
        }
    }
}
