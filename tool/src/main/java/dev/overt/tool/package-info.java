/** The {@code overt} command: lint, docs, generate, serve, sql, demo. */
@NullMarked
package dev.overt.tool;

import org.jspecify.annotations.NullMarked;
