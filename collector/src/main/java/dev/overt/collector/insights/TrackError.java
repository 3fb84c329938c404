package dev.overt.collector.insights;

import dev.overt.collector.receive.Result;
import org.jspecify.annotations.Nullable;

/**
 * Why one envelope was not taken.
 *
 * @param status 400 for one that must never be sent again, 429 for one that must; clients do that after 408, 429, 500
 *     and 503, some after 401 and 403 as well
 */
record TrackError(int status, String message) {
    private static final int PERMANENT = 400;
    private static final int TOO_MUCH = 429;

    static TrackError permanent(String message) {
        return new TrackError(PERMANENT, message);
    }

    /** The error that a result is, or null if it is none. */
    static @Nullable TrackError of(Result result) {
        String reason = String.valueOf(result.reason());
        return switch (result.outcome()) {
            case ACCEPTED, DUPLICATE -> null;
            case QUARANTINED, REJECTED -> permanent(reason);
            case RETRY -> new TrackError(TOO_MUCH, reason);
        };
    }

    boolean isPermanent() {
        return status == PERMANENT;
    }
}
