/** The way in: each client protocol decoded into the same events, enforced, made durable, and only then answered. */
@NullMarked
package dev.overt.collector.receive;

import org.jspecify.annotations.NullMarked;
