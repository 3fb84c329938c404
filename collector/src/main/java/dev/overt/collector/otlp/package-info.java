/** Exporters of OpenTelemetry, unmodified: events are log records that have a name. */
@NullMarked
package dev.overt.collector.otlp;

import org.jspecify.annotations.NullMarked;
