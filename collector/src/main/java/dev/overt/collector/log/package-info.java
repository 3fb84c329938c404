/** The durable log: everything that a collector keeps passes through it, and nothing is acknowledged before it is in it. */
@NullMarked
package dev.overt.collector.log;

import org.jspecify.annotations.NullMarked;
