/** The collector's own records: what they look like, and that they say nothing of who sent or what. */
@NullMarked
package dev.overt.collector.logging;

import org.jspecify.annotations.NullMarked;
