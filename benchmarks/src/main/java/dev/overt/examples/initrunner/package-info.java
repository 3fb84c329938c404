/** InitRunner, the example: without telemetry, with Overt, and with each peer in its place. */
@NullMarked
package dev.overt.examples.initrunner;

import org.jspecify.annotations.NullMarked;
