package dev.overt.collector.posthog;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.Result;
import dev.overt.collector.web.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * What the new protocol's answer says, by the ids of the events; an event without an id is left out, and one that stands
 * twice has the first one's result.
 *
 * <pre>
 * ok        kept whole, or without what a client of PostHog adds by itself
 * warning   kept, but not as it was sent; details: {@code undeclared_property: working_directory, invalid_value: os}
 * drop      not kept; details: the reason
 * retry     not looked at, for its sender has sent too much; details: the reason
 * </pre>
 */
final class AnalyticsResults {
    private static final int MAX_DETAILS = 50;

    private AnalyticsResults() {}

    static byte[] write(List<Result> results) {
        Set<String> told = new HashSet<>();
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("results");
            for (Result result : results) {
                if (result.id() != null && told.add(result.id().toString())) {
                    json.writeObjectPropertyStart(result.id().toString());
                    write(result, json);
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(Result result, JsonGenerator json) {
        String details = result.reason() == null ? details(result.drops()) : result.reason();
        json.writeStringProperty("result", word(result.outcome(), details));
        if (!details.isEmpty()) {
            json.writeStringProperty("details", details);
        }
    }

    private static String word(Result.Outcome outcome, String details) {
        return switch (outcome) {
            case ACCEPTED -> details.isEmpty() ? "ok" : "warning";
            case DUPLICATE -> "ok";
            case QUARANTINED, REJECTED -> "drop";
            case RETRY -> "retry";
        };
    }

    private static String details(List<Drop> drops) {
        return drops.stream()
                .filter(drop -> drop.reason() != DropReason.CLIENT_METADATA)
                .limit(MAX_DETAILS)
                .map(drop -> drop.reason().code() + ": " + drop.property())
                .collect(Collectors.joining(", "));
    }
}
