/** When the store's rows are counted, how long they are kept, and whether the counts are right. */
@NullMarked
package dev.overt.collector.rollup;

import org.jspecify.annotations.NullMarked;
