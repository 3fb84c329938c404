/** Tests of telemetry for picocli. */
@NullMarked
package dev.overt.picocli;

import org.jspecify.annotations.NullMarked;
