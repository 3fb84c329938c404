package dev.overt.collector;

/**
 * A product whose events are taken.
 *
 * @param writeKey what its tool sends along; public, and good for nothing but sending
 */
public record ServedProduct(String id, String manifestHash, String writeKey) {}
