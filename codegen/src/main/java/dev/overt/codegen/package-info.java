/** Renders what a product's own build needs from its manifest: the typed Java client. */
@NullMarked
package dev.overt.codegen;

import org.jspecify.annotations.NullMarked;
