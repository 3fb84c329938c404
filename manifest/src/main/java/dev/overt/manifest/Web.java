package dev.overt.manifest;

import java.util.List;

/**
 * The consent banner of the product's web pages.
 *
 * @param storage key in the browser's local storage under which the choice is kept
 * @param refusedBefore keys of earlier releases, and their values that were refusals
 */
public record Web(
        String title, String text, String accept, String refuse, String storage, List<EarlierKey> refusedBefore) {
    /** Makes the list immutable. */
    public Web {
        refusedBefore = List.copyOf(refusedBefore);
    }

    /** A key of an earlier release, and its values that were refusals. */
    public record EarlierKey(String key, List<String> values) {
        /** Makes the list immutable. */
        public EarlierKey {
            values = List.copyOf(values);
        }
    }
}
