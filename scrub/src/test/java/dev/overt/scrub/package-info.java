/** Tests of text scrubbing and SQL masking. */
@NullMarked
package dev.overt.scrub;

import org.jspecify.annotations.NullMarked;
