/** Tests of the client. */
@NullMarked
package dev.overt.client;

import org.jspecify.annotations.NullMarked;
