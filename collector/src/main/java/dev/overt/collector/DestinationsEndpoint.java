package dev.overt.collector;

import dev.overt.collector.dashboard.TableJson;
import dev.overt.collector.forward.DestinationException;
import dev.overt.collector.forward.DestinationStatus;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.forward.RefusedEvent;
import dev.overt.collector.log.PropertyJson;
import dev.overt.collector.store.Table;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * {@code POST /admin/destinations}: how destinations fare, and what becomes of the events that they refuse.
 *
 * <pre>
 * Authorization: Bearer ADMIN_TOKEN
 * {"do":"list"}                                             how all of them fare
 * {"do":"dead","product":"…","destination":"…"}             the refused events, the oldest 1,000
 * {"do":"replay" or "drop","product":"…","destination":"…"} sends all of them again, or throws them away
 * </pre>
 *
 * Answered as {@link SqlEndpoint} does: with columns and rows.
 */
final class DestinationsEndpoint implements Endpoint {
    private static final int MAX_SHOWN = 1_000;
    private static final List<String> STATUS = List.of(
            "product", "destination", "state", "behind", "lag_seconds", "sent", "refused", "lost", "refused_kept");

    private final List<String> adminTokens;
    private final Forwarders forwarders;

    DestinationsEndpoint(List<String> adminTokens, Forwarders forwarders) {
        this.adminTokens = adminTokens;
        this.forwarders = forwarders;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        if (!BearerToken.of(request)
                .filter(token -> adminTokens.stream().anyMatch(known -> BearerToken.same(known, token)))
                .isPresent()) {
            throw new RefusedRequest(401, "send Authorization: Bearer and the admin token");
        }
        Map<String, String> asked = fields(RequestBody.read(request));
        try {
            Table table = table(asked);
            return Answer.json(200, TableJson.write(table, false));
        } catch (DestinationException e) {
            throw new RefusedRequest(404, String.valueOf(e.getMessage()));
        }
    }

    private Table table(Map<String, String> asked) throws IOException {
        String product = asked.getOrDefault("product", "");
        String destination = asked.getOrDefault("destination", "");
        return switch (asked.getOrDefault("do", "")) {
            case "list" ->
                new Table(
                        STATUS,
                        forwarders.status().stream()
                                .map(DestinationsEndpoint::row)
                                .toList());
            case "dead" ->
                new Table(
                        List.of("refused_at", "reason", "event", "event_id", "occurred_at", "properties"),
                        forwarders.refused(product, destination, MAX_SHOWN).stream()
                                .map(DestinationsEndpoint::row)
                                .toList());
            case "replay" -> count("sent_again", forwarders.replay(product, destination));
            case "drop" -> count("thrown_away", forwarders.drop(product, destination));
            default -> throw new RefusedRequest(400, "do must be one of list, dead, replay, drop");
        };
    }

    private static List<@Nullable Object> row(DestinationStatus status) {
        return Arrays.asList(
                status.product(),
                status.destination(),
                status.trouble() == null ? "takes all" : "waits: " + status.trouble(),
                status.behind(),
                status.lagSeconds(),
                status.sent(),
                status.dead(),
                status.lost(),
                status.refused());
    }

    private static List<@Nullable Object> row(RefusedEvent refused) {
        byte[] properties = Json.write(json -> {
            json.writeStartObject();
            refused.event().properties().forEach((name, value) -> {
                json.writeName(name);
                PropertyJson.write(value, json);
            });
            json.writeEndObject();
        });
        return Arrays.asList(
                Instant.ofEpochMilli(refused.atMillis()).toString(),
                refused.reason(),
                refused.event().event(),
                refused.event().id().toString(),
                Instant.ofEpochMilli(refused.event().atMillis()).toString(),
                new String(properties, StandardCharsets.UTF_8));
    }

    private static Table count(String column, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList((long) count));
        return new Table(List.of(column), rows);
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedRequest(400, "the body must be {\"do\":\"…\"}");
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getString());
                }
                json.skipChildren();
            }
            return fields;
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8");
        }
    }
}
