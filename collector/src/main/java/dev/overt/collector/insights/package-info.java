/** Application Insights' unmodified clients. */
@NullMarked
package dev.overt.collector.insights;

import org.jspecify.annotations.NullMarked;
