/** Takes out of a text or of an SQL statement what may point at a person, a machine or a file. No dependencies. */
@NullMarked
package dev.overt.scrub;

import org.jspecify.annotations.NullMarked;
