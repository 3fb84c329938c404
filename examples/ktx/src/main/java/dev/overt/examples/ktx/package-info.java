/** ktx in small: a command line and an MCP server over a folder of CSV files, with telemetry from telemetry.yaml. */
@NullMarked
package dev.overt.examples.ktx;

import org.jspecify.annotations.NullMarked;
