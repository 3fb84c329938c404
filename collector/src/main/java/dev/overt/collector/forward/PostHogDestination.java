package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.PropertyJson;
import dev.overt.collector.web.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * PostHog by its batch endpoint.
 *
 * <pre>
 * POST /batch/   {"api_key":"phc_…","historical_migration":false,"batch":[EVENT…]}   → 200 {"status":"Ok"}
 * EVENT          {"event":"…","uuid":"…","distinct_id":"…","timestamp":"…Z","properties":{…}}
 *
 * uuid           the event's id, by which PostHog tells what is sent again
 * distinct_id    the installation's id, else the event's own
 * properties     the declared ones, and $process_person_profile false, $geoip_disable true, $ip 0.0.0.0
 * </pre>
 *
 * Events of more than 48 hours ago go as {@code historical_migration}, for themselves, as PostHog asks.
 */
final class PostHogDestination implements Destination {
    private static final int MAX_EVENTS = 250;
    private static final Duration HISTORICAL = Duration.ofDays(2);
    private static final String BY_HAND =
            "by hand: PostHog deletes events by persons, and these are sent without; ask it"
                    + " to delete the events whose distinct id is the installation's id";

    private final URI address;
    private final String apiKey;
    private final @Nullable PostHogPersons persons;
    private final Post post;

    PostHogDestination(URI url, String apiKey, @Nullable PostHogPersons persons, Post post) {
        this.address = Addresses.below(url, "/batch/");
        this.apiKey = apiKey;
        this.persons = persons;
        this.post = post;
    }

    static PostHogDestination of(dev.overt.manifest.Destination declared, Given given, Post post) {
        String apiKey = given.secret("api-key");
        String personal = given.optionalSecret("personal-api-key");
        String project = given.optionalValue("project-id");
        if ((personal == null) != (project == null)) {
            throw given.wrong(
                    "needs both or none of `personal-api-key` and `project-id`: to delete with. Add the other.");
        }
        PostHogPersons persons = personal == null || project == null
                ? null
                : new PostHogPersons(declared.url(), project, personal, post);
        return new PostHogDestination(declared.url(), apiKey, persons, post);
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS;
    }

    @Override
    public List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException {
        List<Fate> fates = new ArrayList<>();
        while (fates.size() < events.size()) {
            List<LogEntry.Accepted> left = events.subList(fates.size(), events.size());
            if (fates.stream().anyMatch(Fate.Later.class::isInstance)) {
                fates.addAll(Collections.nCopies(left.size(), Bisection.UNSENT));
            } else {
                List<LogEntry.Accepted> run = run(left);
                fates.addAll(Bisection.deliver(run, this::send));
            }
        }
        return fates;
    }

    /** The first events that are all old, or all young. */
    private List<LogEntry.Accepted> run(List<LogEntry.Accepted> events) {
        boolean historical = isHistorical(events.get(0));
        int end = 1;
        while (end < events.size() && isHistorical(events.get(end)) == historical) {
            end++;
        }
        return events.subList(0, end);
    }

    private boolean isHistorical(LogEntry.Accepted event) {
        return post.clock().millis() - event.atMillis() > HISTORICAL.toMillis();
    }

    private Bisection.Outcome send(List<LogEntry.Accepted> events) throws InterruptedException {
        boolean historical = isHistorical(events.get(0));
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("api_key", apiKey);
            json.writeBooleanProperty("historical_migration", historical);
            json.writeArrayPropertyStart("batch");
            events.forEach(event -> write(event, json));
            json.writeEndArray();
            json.writeEndObject();
        });
        return Bisection.Outcome.of(
                events, fate(post.send(Post.json(address, body).build())));
    }

    private static void write(LogEntry.Accepted event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("event", event.event());
        json.writeStringProperty("uuid", event.id().toString());
        json.writeStringProperty(
                "distinct_id", event.install() == null ? event.id().toString() : event.install());
        json.writeStringProperty(
                "timestamp", Instant.ofEpochMilli(event.atMillis()).toString());
        json.writeObjectPropertyStart("properties");
        event.properties().forEach((name, value) -> {
            json.writeName(name);
            PropertyJson.write(value, json);
        });
        json.writeBooleanProperty("$process_person_profile", false);
        json.writeBooleanProperty("$geoip_disable", true);
        json.writeStringProperty("$ip", "0.0.0.0");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A page of something else that stands before PostHog is answered 200 as well. */
    private static Fate fate(Reply reply) {
        if (!reply.isSuccess()) {
            return reply.fate();
        }
        return isStatus(reply) ? Fate.DELIVERED : new Fate.Later("its answer is not PostHog's");
    }

    private static boolean isStatus(Reply reply) {
        try (JsonParser json = Json.parser(reply.body())) {
            return reply.whole() && json.nextToken() == JsonToken.START_OBJECT && "status".equals(json.nextName());
        } catch (JacksonException e) {
            return false;
        }
    }

    @Override
    public Erasure.Result erase(String install) throws InterruptedException {
        Erasure.Result result = persons == null ? null : persons.delete(install);
        return result == null ? Erasure.Result.impossible(BY_HAND) : result;
    }
}
