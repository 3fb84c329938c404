package dev.overt.collector.forward;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Application Insights' track endpoint, the login of Entra and the purge of Azure's management, at one address:
 * https://learn.microsoft.com/azure/azure-monitor/app/data-model-complete, …/rest/api/application-insights/components/purge
 */
final class InsightsVendor implements StandIn.Vendor {
    static final String KEY = "00000000-1111-2222-3333-444444444444";
    static final String COMPONENT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Insights/components/c";

    /** Every so many events one is answered with a status of its own, once; 0 for none. */
    volatile int everySoMany;

    volatile int statusOfOne;
    private final Set<Long> told = new java.util.HashSet<>();
    final List<String> purged = new ArrayList<>();

    @Override
    public StandIn.Answer take(StandIn.Request request) {
        BrokenRule.unless(request.method().equals("POST"), "insights: POST");
        if (request.target().endsWith("/oauth2/v2.0/token")) {
            return login(request);
        }
        if (request.target().endsWith("/purge?api-version=2015-05-01")) {
            return purge(request);
        }
        BrokenRule.unless(request.target().equals("/v2/track"), "insights: /v2/track");
        BrokenRule.unless(
                request.header("Content-Type").equals("application/x-json-stream"), "insights: a stream of JSON lines");
        List<StandIn.Taken> taken = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        String[] lines = new String(request.body(), StandardCharsets.UTF_8).split("\n", -1);
        BrokenRule.unless(lines[lines.length - 1].isEmpty(), "insights: a line ends");
        for (int i = 0; i < lines.length - 1; i++) {
            Map<String, Object> envelope = JsonTree.at(JsonTree.read(lines[i].getBytes(StandardCharsets.UTF_8)));
            StandIn.Taken one = take(envelope);
            if (everySoMany > 0 && one.n() % everySoMany == 0 && (statusOfOne == 400 || told.add(one.n()))) {
                errors.add("{\"index\":" + i + ",\"statusCode\":" + statusOfOne + ",\"message\":\"secret text\"}");
            } else {
                taken.add(one);
            }
        }
        int status = errors.isEmpty() ? 200 : 206;
        return new StandIn.Answer(
                status,
                "{\"itemsReceived\":" + (lines.length - 1) + ",\"itemsAccepted\":" + taken.size() + ",\"errors\":["
                        + String.join(",", errors) + "]}",
                taken);
    }

    private static StandIn.Taken take(Map<String, Object> envelope) {
        BrokenRule.unless(envelope.get("ver") instanceof Long one && one == 1, "insights: ver 1");
        BrokenRule.unless(KEY.equals(envelope.get("iKey")), "insights: the instrumentation key");
        BrokenRule.unless(
                JsonTree.<String>at(envelope, "name").startsWith("Microsoft.ApplicationInsights."), "insights: a name");
        Instant.parse(JsonTree.at(envelope, "time"));
        Map<String, Object> tags = JsonTree.at(envelope, "tags");
        BrokenRule.unless("0.0.0.0".equals(tags.get("ai.location.ip")), "insights: no address");
        BrokenRule.unless(
                Set.of("ai.location.ip", "ai.user.id", "ai.internal.sdkVersion").containsAll(tags.keySet()),
                "insights: no tag that says who sends");
        BrokenRule.unless("EventData".equals(JsonTree.at(envelope, "data", "baseType")), "insights: an event");
        Map<String, Object> data = JsonTree.at(envelope, "data", "baseData");
        BrokenRule.unless(data.get("ver") instanceof Long two && two == 2, "insights: ver 2 of data");
        BrokenRule.unless(JsonTree.<String>at(data, "name").length() <= 512, "insights: a name of 512 characters");
        Map<String, Object> properties = JsonTree.at(data, "properties");
        properties.forEach((name, value) -> {
            BrokenRule.unless(name.length() <= 150, "insights: a property's name of 150 characters");
            BrokenRule.unless(
                    value instanceof String text && text.length() <= 8_192, "insights: a property of 8,192 characters");
        });
        Map<String, Object> measurements = JsonTree.at(data, "measurements");
        measurements.forEach((name, value) -> {
            BrokenRule.unless(name.length() <= 150, "insights: a measurement's name of 150 characters");
            BrokenRule.unless(value instanceof Number, "insights: a measurement is a number");
        });
        Number n = (Number) measurements.getOrDefault("n", -1L);
        return new StandIn.Taken(String.valueOf(tags.get("ai.user.id")), n.longValue(), envelope);
    }

    private static StandIn.Answer login(StandIn.Request request) {
        BrokenRule.unless(request.target().startsWith("/tenant/"), "entra: the tenant");
        BrokenRule.unless(request.header("Content-Type").equals("application/x-www-form-urlencoded"), "entra: a form");
        BrokenRule.unless(
                new String(request.body(), StandardCharsets.US_ASCII)
                        .equals("grant_type=client_credentials&client_id=client&client_secret=s%2Becret"
                                + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default"),
                "entra: client credentials");
        return new StandIn.Answer(
                200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"eyJ.x\"}", List.of());
    }

    private StandIn.Answer purge(StandIn.Request request) {
        BrokenRule.unless(request.target().startsWith(COMPONENT + "/purge"), "azure: the component");
        BrokenRule.unless(request.header("Authorization").equals("Bearer eyJ.x"), "azure: the token");
        Map<String, Object> body = JsonTree.at(JsonTree.read(request.body()));
        BrokenRule.unless("customEvents".equals(body.get("table")), "azure: the table of events");
        List<Map<String, Object>> filters = JsonTree.at(body, "filters");
        BrokenRule.unless(
                filters.size() == 1
                        && "user_Id".equals(filters.get(0).get("column"))
                        && "==".equals(filters.get(0).get("operator")),
                "azure: one user");
        purged.add(JsonTree.at(filters.get(0), "value"));
        return new StandIn.Answer(202, "{\"operationId\":\"purge-1\"}", List.of());
    }
}
