/**
 * The manifest: all that a product may report, under which consent and for how long, and its reading from
 * {@code telemetry.yaml} with every problem named and placed.
 */
@NullMarked
package dev.overt.manifest;

import org.jspecify.annotations.NullMarked;
