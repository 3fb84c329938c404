/** What an operator sets: one table of settings, read from a file, the environment and the command line. */
@NullMarked
package dev.overt.collector.configuration;

import org.jspecify.annotations.NullMarked;
