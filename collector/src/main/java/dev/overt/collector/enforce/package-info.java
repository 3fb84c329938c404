/** What the manifest lets through: one untrusted event in, one entry of the log out. */
@NullMarked
package dev.overt.collector.enforce;

import org.jspecify.annotations.NullMarked;
