package dev.overt.collector.forward;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Google Analytics 4 as its Measurement Protocol is documented, which itself answers 204 to everything:
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference
 */
final class Ga4Vendor implements StandIn.Vendor {
    static final String MEASUREMENT_ID = "G-ABCDEF1234";
    static final String API_SECRET = "a+secret/of&the=stream";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
    private static final Pattern RESERVED_PREFIX = Pattern.compile("(_|firebase_|ga_|google_|gtag\\.).*");
    private static final Set<String> RESERVED_EVENTS = Set.of(
            "ad_activeview",
            "ad_click",
            "ad_exposure",
            "ad_query",
            "ad_reward",
            "adunit_exposure",
            "app_clear_data",
            "app_exception",
            "app_install",
            "app_remove",
            "app_store_refund",
            "app_update",
            "app_upgrade",
            "dynamic_link_app_open",
            "dynamic_link_app_update",
            "dynamic_link_first_open",
            "error",
            "firebase_campaign",
            "first_open",
            "first_visit",
            "in_app_purchase",
            "notification_dismiss",
            "notification_foreground",
            "notification_open",
            "notification_receive",
            "notification_send",
            "os_update",
            "session_start",
            "user_engagement");
    private static final Set<String> MEMBERS = Set.of(
            "client_id", "user_id", "timestamp_micros", "user_properties", "consent", "events", "validation_behavior");

    private final Clock clock;

    Ga4Vendor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public StandIn.Answer take(StandIn.Request request) {
        URI target = URI.create(request.target());
        BrokenRule.unless(request.method().equals("POST"), "ga4: only POST");
        BrokenRule.unless(target.getPath().equals("/mp/collect"), "ga4: /mp/collect");
        BrokenRule.unless(
                target.getQuery().equals("measurement_id=" + MEASUREMENT_ID + "&api_secret=" + API_SECRET),
                "ga4: measurement_id and api_secret in the query");
        BrokenRule.unless(request.header("Content-Type").equals("application/json"), "ga4: a body of JSON");
        BrokenRule.unless(request.body().length < 130_000, "ga4: a body under 130 kB");
        Map<String, Object> body = JsonTree.at(JsonTree.read(request.body()));
        BrokenRule.unless(MEMBERS.containsAll(body.keySet()), "ga4: known members only");
        String client = JsonTree.at(body, "client_id");
        BrokenRule.unless(!client.isEmpty(), "ga4: a client_id");
        List<Map<String, Object>> events = JsonTree.at(body, "events");
        BrokenRule.unless(!events.isEmpty() && events.size() <= 25, "ga4: 1 to 25 events");
        List<StandIn.Taken> taken = new ArrayList<>();
        for (Map<String, Object> event : events) {
            taken.add(take(client, event));
        }
        return new StandIn.Answer(204, "", "", taken);
    }

    private StandIn.Taken take(String client, Map<String, Object> event) {
        String name = JsonTree.at(event, "name");
        BrokenRule.unless(NAME.matcher(name).matches(), "ga4: event name of 40 letters, digits, underscores");
        BrokenRule.unless(!RESERVED_EVENTS.contains(name), "ga4: reserved event name");
        BrokenRule.unless(!RESERVED_PREFIX.matcher(name).matches(), "ga4: reserved prefix of an event name");
        long ageMillis = clock.millis() - JsonTree.<Long>at(event, "timestamp_micros") / 1_000;
        BrokenRule.unless(ageMillis >= 0 && ageMillis < 72 * 3_600_000L, "ga4: of the last 72 hours");
        Map<String, Object> params = JsonTree.at(event, "params");
        BrokenRule.unless(params.size() <= 25, "ga4: at most 25 parameters");
        params.forEach((parameter, value) -> {
            BrokenRule.unless(
                    NAME.matcher(parameter).matches(), "ga4: parameter name of 40 letters, digits, underscores");
            BrokenRule.unless(
                    !RESERVED_PREFIX.matcher(parameter).matches(), "ga4: reserved prefix of a parameter name");
            BrokenRule.unless(!parameter.equals("firebase_conversion"), "ga4: reserved parameter name");
            BrokenRule.unless(value instanceof String || value instanceof Number, "ga4: a value is text or a number");
            BrokenRule.unless(value.toString().length() <= 100, "ga4: a value of at most 100 characters");
        });
        return new StandIn.Taken(client, params.get("n") instanceof Long n ? n : -1, event);
    }
}
