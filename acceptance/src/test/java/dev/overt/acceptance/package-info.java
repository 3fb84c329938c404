/** Tests of the whole path: real processes, terminals, browsers and client libraries. */
@NullMarked
package dev.overt.acceptance;

import org.jspecify.annotations.NullMarked;
