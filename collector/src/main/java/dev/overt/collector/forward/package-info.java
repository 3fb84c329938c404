/** Where events go beside the store: destinations, each with its own pace and its own place in the log. */
@NullMarked
package dev.overt.collector.forward;

import org.jspecify.annotations.NullMarked;
