package dev.overt.collector.cloudevents;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /cloudevents}, with the write key as {@code Authorization: Bearer}.
 *
 * <pre>
 * application/cloudevents-batch+json   an array of events
 * application/cloudevents+json         one event
 * anything else, and a header ce-type  one event: its attributes in headers, its data as the body
 * </pre>
 */
final class CloudEventsEndpoint implements Endpoint {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String ONE = "application/cloudevents+json";
    private static final Answer TAKEN = new Answer(204, "text/plain", Map.of(), new byte[0]);

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    CloudEventsEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        String key = BearerToken.of(request).orElse("");
        Enforcer enforcer = keys.find(key)
                .orElseThrow(() ->
                        new RefusedRequest(401, "the bearer token must be the write key of a product served here"));
        List<IncomingEvent> events = decode(request);
        intake.take(Sender.of(request, key), enforcer, events, null, clock.millis());
        return TAKEN;
    }

    private List<IncomingEvent> decode(Request request) throws IOException {
        String header = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
        boolean binary = request.getHeaders().contains("ce-type");
        if (!type.startsWith(BATCH) && !type.startsWith(ONE) && !binary) {
            throw new RefusedRequest(
                    415, "send " + BATCH + ", " + ONE + ", or an event whose attributes stand in headers");
        }
        CloudEventDecoder decoder = new CloudEventDecoder(RequestBody.read(request), new DerivedIds(intake));
        if (type.startsWith(BATCH)) {
            return decoder.batch();
        }
        return List.of(type.startsWith(ONE) ? decoder.one() : decoder.binary(request.getHeaders()));
    }
}
