/** What an operator sees of a running collector: metrics, readiness, the self-test. */
@NullMarked
package dev.overt.collector.operate;

import org.jspecify.annotations.NullMarked;
