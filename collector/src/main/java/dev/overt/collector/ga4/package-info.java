/** Clients of Google Analytics 4's Measurement Protocol, unmodified. */
@NullMarked
package dev.overt.collector.ga4;

import org.jspecify.annotations.NullMarked;
