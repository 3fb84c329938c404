/** Which counts may be shown, so that nothing about fewer than k installations is: pure rules, no tables. */
@NullMarked
package dev.overt.collector.anonymity;

import org.jspecify.annotations.NullMarked;
