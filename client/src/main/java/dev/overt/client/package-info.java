/**
 * Records the usage that a product's manifest declares, as far as its user consents, and hands it to a
 * detached uploader. No dependencies; nothing here throws into, prints into or waits in the tool.
 */
@NullMarked
package dev.overt.client;

import org.jspecify.annotations.NullMarked;
