/** Small files for their owner only. */
@NullMarked
package dev.overt.collector.files;

import org.jspecify.annotations.NullMarked;
