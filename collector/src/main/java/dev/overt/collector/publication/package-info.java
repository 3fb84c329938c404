/** Publishes of the counts what may be shown. */
@NullMarked
package dev.overt.collector.publication;

import org.jspecify.annotations.NullMarked;
