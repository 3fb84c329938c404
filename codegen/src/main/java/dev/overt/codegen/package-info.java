/**
 * Renders what comes from a product's manifest: the typed Java client, the page, the allowlist and the schema of
 * uploads.
 */
@NullMarked
package dev.overt.codegen;

import org.jspecify.annotations.NullMarked;
