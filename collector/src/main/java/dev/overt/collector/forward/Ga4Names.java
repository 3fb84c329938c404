package dev.overt.collector.forward;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names as Google Analytics 4 takes them: at most 40 letters, digits and underscores, a letter first, and none that it keeps
 * for itself. A name of its own gets {@code x_} before it; a long one is cut, and ends in a check of what it was, so that
 * two never become one.
 */
final class Ga4Names {
    private static final int MAX_LENGTH = 40;
    private static final int CHECK_LENGTH = 5;
    private static final String OURS = "x_";

    /** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names */
    private static final Set<String> EVENTS = Set.of(
            "ad_activeview",
            "ad_click",
            "ad_exposure",
            "ad_query",
            "ad_reward",
            "adunit_exposure",
            "app_background",
            "app_clear_data",
            "app_exception",
            "app_install",
            "app_remove",
            "app_store_refund",
            "app_store_subscription_cancel",
            "app_store_subscription_convert",
            "app_store_subscription_renew",
            "app_update",
            "app_upgrade",
            "dynamic_link_app_open",
            "dynamic_link_app_update",
            "dynamic_link_first_open",
            "error",
            "firebase_campaign",
            "firebase_in_app_message_action",
            "firebase_in_app_message_dismiss",
            "firebase_in_app_message_impression",
            "first_open",
            "first_visit",
            "in_app_purchase",
            "notification_dismiss",
            "notification_foreground",
            "notification_open",
            "notification_receive",
            "notification_send",
            "os_update",
            "screen_view",
            "session_start",
            "session_start_with_rollout",
            "user_engagement",
            "view_complete");

    private static final Set<String> PARAMETERS = Set.of(
            "firebase_conversion", "cid", "customer_id", "gclid", "session_id", "session_number", "dclid", "uid");

    private Ga4Names() {}

    static String event(String declared) {
        return fit(EVENTS.contains(declared) || isReserved(declared) ? OURS + declared : declared);
    }

    static String parameter(String declared) {
        return fit(PARAMETERS.contains(declared) || isReserved(declared) ? OURS + declared : declared);
    }

    private static boolean isReserved(String name) {
        return Stream.of("_", "firebase_", "ga_", "google_", "gtag", "query_id").anyMatch(name::startsWith);
    }

    private static String fit(String name) {
        return name.length() <= MAX_LENGTH
                ? name
                : name.substring(0, MAX_LENGTH - CHECK_LENGTH)
                        + String.format(Locale.ROOT, "_%04x", name.hashCode() & 0xffff);
    }
}
