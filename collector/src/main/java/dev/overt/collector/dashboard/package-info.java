/** The pages on which a maintainer sees what was reported, and what was dropped and why. */
@NullMarked
package dev.overt.collector.dashboard;

import org.jspecify.annotations.NullMarked;
