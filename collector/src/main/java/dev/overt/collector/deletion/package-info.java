/** Deletion with proof: what was sent under an install id is taken out of every place, and a signed receipt says so. */
@NullMarked
package dev.overt.collector.deletion;

import org.jspecify.annotations.NullMarked;
