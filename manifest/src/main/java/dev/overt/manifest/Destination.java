package dev.overt.manifest;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a collector forwards events to.
 *
 * @param id {@code [a-z][a-z0-9-]{0,39}}
 * @param name for people; never empty
 * @param region where in the world it is; null where that is not said
 * @param privacy the page of its privacy policy; null where none is given
 */
public record Destination(
        String id,
        Type type,
        String name,
        URI url,
        @Nullable String region,
        @Nullable String privacy) {
    /** A kind of receiver. */
    public enum Type {
        POSTHOG("PostHog"),
        GA4("Google Analytics 4"),
        APPLICATION_INSIGHTS("Azure Application Insights"),
        WEBHOOK("a webhook"),
        OTLP("OpenTelemetry logs");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        /** What people call it. */
        public String title() {
            return title;
        }
    }
}
