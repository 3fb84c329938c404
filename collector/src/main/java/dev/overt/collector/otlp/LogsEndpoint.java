package dev.overt.collector.otlp;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Result;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/logs}. The key stands in {@code x-overt-key}, else in {@code Authorization: Bearer}; every exporter can be
 * given headers, as by {@code OTEL_EXPORTER_OTLP_HEADERS=x-overt-key=KEY}. Ordinary log records are counted and dropped.
 */
final class LogsEndpoint implements Endpoint {
    private static final String KEY_HEADER = "x-overt-key";
    private static final String NOT_AN_EVENT = "not_an_event";

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    LogsEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        String key = key(request);
        Enforcer enforcer = keys.find(key)
                .orElseThrow(() -> new RefusedRequest(
                        401, "x-overt-key, or the bearer token, must be the write key of a product served here"));
        byte[] body = RequestBody.read(request);
        Format format = Format.of(request);
        List<PlacedRecord> records = format.cut(body);
        List<IncomingEvent> events = events(records, new RecordDecoder(body, format, new DerivedIds(intake)));
        long receivedAtMillis = clock.millis();
        int others = records.size() - events.size();
        List<Result> results = intake.take(
                Sender.of(request, key),
                enforcer,
                events,
                others == 0 ? null : others(body, enforcer, others, receivedAtMillis),
                receivedAtMillis);
        long refused = results.stream().filter(LogsEndpoint::isRefused).count();
        return ExportAnswer.partial(format, others + (int) refused);
    }

    private static String key(Request request) {
        String header = request.getHeaders().get(KEY_HEADER);
        return header == null ? BearerToken.of(request).orElse("") : header.strip();
    }

    private static List<IncomingEvent> events(List<PlacedRecord> records, RecordDecoder decoder) {
        List<IncomingEvent> events = new ArrayList<>(records.size());
        for (PlacedRecord record : records) {
            IncomingEvent event = decoder.decode(record);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private LogEntry.@Nullable ClientDrops others(byte[] body, Enforcer enforcer, long count, long receivedAtMillis) {
        return new LogEntry.ClientDrops(
                intake.idOf(body, new Slice("", 0, body.length, false), 0),
                enforcer.product(),
                Map.of(NOT_AN_EVENT, count),
                receivedAtMillis);
    }

    private static boolean isRefused(Result result) {
        return result.outcome() == Result.Outcome.QUARANTINED || result.outcome() == Result.Outcome.REJECTED;
    }
}
