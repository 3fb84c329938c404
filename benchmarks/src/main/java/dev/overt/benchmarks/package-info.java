/** What telemetry costs, measured side by side with the same program without it and with a peer. */
@NullMarked
package dev.overt.benchmarks;

import org.jspecify.annotations.NullMarked;
