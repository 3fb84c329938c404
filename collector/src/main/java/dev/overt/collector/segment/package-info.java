/** Segment's unmodified clients, and RudderStack's, which speak the same. */
@NullMarked
package dev.overt.collector.segment;

import org.jspecify.annotations.NullMarked;
