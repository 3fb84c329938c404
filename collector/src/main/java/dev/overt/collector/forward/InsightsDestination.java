package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Azure Application Insights: one {@link InsightsEnvelope} a line.
 *
 * <pre>
 * POST /v2/track   Content-Type: application/x-json-stream
 * 200              {"itemsReceived":2,"itemsAccepted":2,"errors":[]}
 * 206, 400, 439    the same, with {"index":1,"statusCode":400,"message":"…"} for each that was not taken; {@link InsightsAnswer}
 * </pre>
 */
final class InsightsDestination implements Destination {
    private static final int MAX_EVENTS = 250;
    /** What Azure Monitor's exporters send again of a partial success. */
    private static final Set<Integer> LATER = Set.of(401, 403, 408, 429, 439, 500, 502, 503, 504);

    private static final String BY_HAND =
            "by hand: purge the table customEvents where user_Id is the installation's id, with"
                    + " az monitor app-insights component purge or the portal's REST API";

    private final URI address;
    private final String instrumentationKey;
    private final @Nullable InsightsPurge purge;
    private final Post post;

    InsightsDestination(URI url, String instrumentationKey, @Nullable InsightsPurge purge, Post post) {
        this.address = Addresses.below(url, "/v2/track");
        this.instrumentationKey = instrumentationKey;
        this.purge = purge;
        this.post = post;
    }

    static InsightsDestination of(dev.overt.manifest.Destination declared, Given given, Post post) {
        String key = given.secret("instrumentation-key");
        return new InsightsDestination(declared.url(), key, InsightsPurge.of(given, post), post);
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS;
    }

    @Override
    public List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException {
        return Bisection.deliver(events, this::send);
    }

    private Bisection.Outcome send(List<LogEntry.Accepted> events) throws InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (LogEntry.Accepted event : events) {
            lines.writeBytes(InsightsEnvelope.json(event, instrumentationKey));
            lines.write('\n');
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-json-stream")
                .header("User-Agent", "overt")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray()))
                .build();
        return outcome(events, post.send(request));
    }

    private static Bisection.Outcome outcome(List<LogEntry.Accepted> events, Reply reply) {
        InsightsAnswer answer = InsightsAnswer.read(reply, events.size());
        if (answer == null) {
            Fate all = reply.isSuccess() ? new Fate.Later("its answer is not Application Insights'") : reply.fate();
            return Bisection.Outcome.of(events, all);
        }
        List<Fate> fates = new ArrayList<>();
        Map<Integer, Integer> errors = answer.statusByIndex();
        for (int i = 0; i < events.size(); i++) {
            fates.add(fate(errors.get(i), reply, answer.accepted()));
        }
        return Bisection.Outcome.ofEach(fates);
    }

    private static Fate fate(@Nullable Integer status, Reply reply, int accepted) {
        if (status == null) {
            return reply.isSuccess() || accepted > 0 ? Fate.DELIVERED : reply.fate();
        }
        String reason = "it answered " + status + " for this event";
        return LATER.contains(status) ? new Fate.Later(reason, reply.pause()) : new Fate.Refused(reason);
    }

    @Override
    public Erasure.Result erase(String install) throws InterruptedException {
        return purge == null ? Erasure.Result.impossible(BY_HAND) : purge.ask(install);
    }
}
