/** InitRunner in small: a tool that really runs, with its telemetry generated from telemetry.yaml. */
@NullMarked
package dev.overt.examples.initrunner;

import org.jspecify.annotations.NullMarked;
