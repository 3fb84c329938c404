package dev.overt.collector.forward;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** PostHog's batch endpoint and its deletion of persons: https://posthog.com/docs/api/capture, …/persons. */
final class PostHogVendor implements StandIn.Vendor {
    static final String API_KEY = "phc_abcdefghijklmnop";
    static final String PERSONAL_KEY = "phx_qrstuvwxyz012345";

    private final Clock clock;
    final Set<String> persons = new HashSet<>();
    final List<String> deleted = new ArrayList<>();
    /** The property {@code n} of an event for which a whole batch is answered 400. */
    volatile long bad = Long.MIN_VALUE;

    PostHogVendor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public StandIn.Answer take(StandIn.Request request) {
        BrokenRule.unless(request.method().equals("POST"), "posthog: POST");
        BrokenRule.unless(request.header("Content-Type").equals("application/json"), "posthog: a body of JSON");
        if (request.target().startsWith("/api/projects/")) {
            return delete(request);
        }
        BrokenRule.unless(request.target().equals("/batch/"), "posthog: /batch/");
        BrokenRule.unless(request.body().length <= 20 << 20, "posthog: a body of at most 20 MB");
        Map<String, Object> body = JsonTree.at(JsonTree.read(request.body()));
        BrokenRule.unless(body.keySet().equals(Set.of("api_key", "historical_migration", "batch")), "posthog: members");
        BrokenRule.unless(API_KEY.equals(body.get("api_key")), "posthog: the project's key");
        boolean historical = JsonTree.at(body, "historical_migration");
        List<Map<String, Object>> batch = JsonTree.at(body, "batch");
        BrokenRule.unless(!batch.isEmpty(), "posthog: a batch has events");
        List<StandIn.Taken> taken = new ArrayList<>();
        for (Map<String, Object> event : batch) {
            taken.add(take(event, historical));
        }
        if (taken.stream().anyMatch(one -> one.n() == bad)) {
            return new StandIn.Answer(400, "{\"type\":\"validation_error\"}", List.of());
        }
        return new StandIn.Answer(200, "{\"status\":\"Ok\"}", taken);
    }

    private StandIn.Taken take(Map<String, Object> event, boolean historical) {
        String name = JsonTree.at(event, "event");
        BrokenRule.unless(!name.isEmpty() && name.length() <= 200, "posthog: an event has a name");
        String distinctId = JsonTree.at(event, "distinct_id");
        BrokenRule.unless(!distinctId.isEmpty() && distinctId.length() <= 200, "posthog: a distinct_id of 1 to 200");
        String uuid = JsonTree.at(event, "uuid");
        BrokenRule.unless(UUID.fromString(uuid).toString().equals(uuid), "posthog: uuid is one");
        long ageMillis =
                clock.millis() - Instant.parse(JsonTree.at(event, "timestamp")).toEpochMilli();
        BrokenRule.unless(
                historical == ageMillis > 48 * 3_600_000L || Math.abs(ageMillis - 48 * 3_600_000L) < 10_000,
                "posthog: historical_migration for what is over 48 hours old, and for nothing else");
        Map<String, Object> properties = JsonTree.at(event, "properties");
        BrokenRule.unless(
                Boolean.FALSE.equals(properties.get("$process_person_profile")), "posthog: no person profile");
        BrokenRule.unless(Boolean.TRUE.equals(properties.get("$geoip_disable")), "posthog: no place from an address");
        BrokenRule.unless("0.0.0.0".equals(properties.get("$ip")), "posthog: no address");
        return new StandIn.Taken(distinctId, properties.get("n") instanceof Long n ? n : -1, event);
    }

    private StandIn.Answer delete(StandIn.Request request) {
        BrokenRule.unless(request.target().equals("/api/projects/77/persons/bulk_delete/"), "posthog: bulk_delete");
        BrokenRule.unless(
                request.header("Authorization").equals("Bearer " + PERSONAL_KEY), "posthog: the personal API key");
        Map<String, Object> body = JsonTree.at(JsonTree.read(request.body()));
        BrokenRule.unless(Boolean.TRUE.equals(body.get("delete_events")), "posthog: with their events");
        List<String> ids = JsonTree.at(body, "distinct_ids");
        List<String> found = ids.stream().filter(persons::contains).toList();
        deleted.addAll(found);
        return new StandIn.Answer(
                202, "{\"persons_found\":" + found.size() + ",\"persons_deleted\":" + found.size() + "}", List.of());
    }
}
