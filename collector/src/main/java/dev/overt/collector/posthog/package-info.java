/** PostHog's unmodified clients. */
@NullMarked
package dev.overt.collector.posthog;

import org.jspecify.annotations.NullMarked;
