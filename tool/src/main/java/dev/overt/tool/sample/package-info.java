/** A year of generated events, so that a new collector has something to show. */
@NullMarked
package dev.overt.tool.sample;

import org.jspecify.annotations.NullMarked;
