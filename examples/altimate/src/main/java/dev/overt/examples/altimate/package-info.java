/** Altimate Code in small: a session of an agent, played from a file, with telemetry generated from telemetry.yaml. */
@NullMarked
package dev.overt.examples.altimate;

import org.jspecify.annotations.NullMarked;
