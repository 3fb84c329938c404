package dev.overt.collector;

import org.jspecify.annotations.Nullable;

/**
 * A product whose events are taken.
 *
 * @param manifestHash of its newest manifest
 * @param writeKey what its tool sends along; public, and good for nothing but sending
 * @param notice what the person who starts the collector should know of its manifest, or null
 */
public record ServedProduct(
        String id,
        String manifestHash,
        String writeKey,
        @Nullable String notice) {}
