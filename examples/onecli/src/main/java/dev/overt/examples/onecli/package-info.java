/** OneCLI in small: what runs in its container beside the telemetry of the entrypoint, a page of settings. */
@NullMarked
package dev.overt.examples.onecli;

import org.jspecify.annotations.NullMarked;
