/** The collector: one process that accepts events over HTTP, checks, logs, stores and shows them. */
@NullMarked
package dev.overt.collector;

import org.jspecify.annotations.NullMarked;
