/** Senders of CloudEvents 1.0 over HTTP. */
@NullMarked
package dev.overt.collector.cloudevents;

import org.jspecify.annotations.NullMarked;
