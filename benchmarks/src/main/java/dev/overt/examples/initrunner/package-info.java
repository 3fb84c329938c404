/** InitRunner, the example, under its baselines. */
@NullMarked
package dev.overt.examples.initrunner;

import org.jspecify.annotations.NullMarked;
