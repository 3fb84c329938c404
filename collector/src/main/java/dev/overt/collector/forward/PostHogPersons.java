package dev.overt.collector.forward;

import dev.overt.collector.web.Json;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The persons of a PostHog project, who are deleted with their events.
 *
 * <pre>
 * POST /api/projects/ID/persons/bulk_delete/   Authorization: Bearer phx_…
 * {"distinct_ids":["…"],"delete_events":true}  → 202 {"persons_found":1, …}
 * </pre>
 *
 * On PostHog's cloud this is not at the address to which events go: {@code us.i.posthog.com} is {@code us.posthog.com}.
 */
final class PostHogPersons {
    private final URI address;
    private final String personalApiKey;
    private final Post post;

    PostHogPersons(URI url, String project, String personalApiKey, Post post) {
        URI own = URI.create(url.toString().replace(".i.posthog.com", ".posthog.com"));
        this.address = Addresses.below(own, "/api/projects/" + Addresses.query(project) + "/persons/bulk_delete/");
        this.personalApiKey = personalApiKey;
        this.post = post;
    }

    /** What is said of a person's deletion; null if PostHog has no person of that id. */
    Erasure.@Nullable Result delete(String distinctId) throws InterruptedException {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("distinct_ids");
            json.writeString(distinctId);
            json.writeEndArray();
            json.writeBooleanProperty("delete_events", true);
            json.writeEndObject();
        });
        Reply reply = post.send(Post.json(address, body)
                .header("Authorization", "Bearer " + personalApiKey)
                .build());
        if (!reply.isSuccess()) {
            return Erasure.Result.pending("PostHog did not take the request: "
                    + (reply.status() == 0 ? reply.failure() : "it answered " + reply.status()) + ".");
        }
        return personsFound(reply) == 0
                ? null
                : Erasure.Result.done("PostHog has deleted the person and will delete its events, in a weekend's run.");
    }

    private static long personsFound(Reply reply) {
        try (JsonParser json = Json.parser(reply.body())) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("persons_found")) {
                    return json.getLongValue();
                }
                json.skipChildren();
            }
        } catch (JacksonException e) {
            return 0;
        }
        return 0;
    }
}
