/** The store: what the log says, as typed tables that ordinary SQL can ask. */
@NullMarked
package dev.overt.collector.store;

import org.jspecify.annotations.NullMarked;
