/** Telemetry for command lines built with picocli: one line of wiring, and the {@code telemetry} subcommand. */
@NullMarked
package dev.overt.picocli;

import org.jspecify.annotations.NullMarked;
