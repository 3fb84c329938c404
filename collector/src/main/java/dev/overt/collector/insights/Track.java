package dev.overt.collector.insights;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Result;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * One request of an Application Insights client: envelopes, each with a key of its own, as a JSON array or one on each
 * line. One use for one body.
 */
final class Track {
    private static final String NOT_AN_EVENT = "not_an_event";

    /** What a request holds for one product, with the envelopes' places in the request. */
    private static final class Share {
        final Enforcer enforcer;
        final List<Integer> places = new ArrayList<>();
        final List<IncomingEvent> events = new ArrayList<>();
        long others;

        Share(Enforcer enforcer) {
            this.enforcer = enforcer;
        }
    }

    private final Request request;
    private final byte[] body;
    private final Intake intake;
    private final EventDecoder decoder;
    private final Map<String, Optional<Enforcer>> found = new HashMap<>();
    private final DerivedIds ids;
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final SortedMap<Integer, TrackError> errors = new TreeMap<>();

    Track(Request request, byte[] body, Intake intake) {
        this.request = request;
        this.body = body;
        this.intake = intake;
        decoder = new EventDecoder(body);
        ids = new DerivedIds(intake);
    }

    /**
     * Takes in what it holds.
     *
     * @throws RefusedRequest 400 if an array is broken JSON, 413 for too many envelopes, 503 as {@link Intake#take}
     */
    TrackAnswer take(WriteKeys keys, long receivedAtMillis) {
        List<Slice> slices = slices();
        for (int place = 0; place < slices.size(); place++) {
            sort(slices.get(place), place, keys);
        }
        int number = 0;
        for (Share share : shares.values()) {
            take(share, number++, receivedAtMillis);
        }
        return new TrackAnswer(slices.size(), errors);
    }

    private List<Slice> slices() {
        List<Slice> lines = Slice.lines(body);
        return !lines.isEmpty() && body[lines.get(0).fromByte()] == '[' ? array() : lines;
    }

    private List<Slice> array() {
        try (JsonParser json = Json.parser(body)) {
            json.nextToken();
            List<Slice> slices = Slice.array(json, "");
            if (json.nextToken() == null) {
                return slices;
            }
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        throw new RefusedRequest(400, "after the array of envelopes something else follows");
    }

    private void sort(Slice slice, int place, WriteKeys keys) {
        Envelope envelope = Envelope.read(body, slice);
        if (envelope == null) {
            errors.put(place, TrackError.permanent("invalid_event"));
            return;
        }
        Optional<Enforcer> enforcer = found.computeIfAbsent(envelope.key(), keys::find);
        if (enforcer.isEmpty()) {
            // Clients look for these very words, and tell the developer.
            errors.put(place, TrackError.permanent("Invalid instrumentation key"));
            return;
        }
        Share share = shares.computeIfAbsent(enforcer.get().product(), any -> new Share(enforcer.get()));
        if (envelope.isEvent()) {
            share.places.add(place);
            share.events.add(decoder.decode(envelope, ids.ofBytes(body, slice)));
        } else {
            share.others++;
        }
    }

    private void take(Share share, int number, long receivedAtMillis) {
        Enforcer enforcer = share.enforcer;
        UUID batch = intake.idOf(body, new Slice("", 0, body.length, false), number);
        LogEntry.ClientDrops others = share.others == 0
                ? null
                : new LogEntry.ClientDrops(
                        batch, enforcer.product(), Map.of(NOT_AN_EVENT, share.others), receivedAtMillis);
        Sender sender = Sender.of(request, enforcer.product());
        List<Result> results = intake.takeWhatFits(sender, enforcer, share.events, others, receivedAtMillis);
        for (int i = 0; i < results.size(); i++) {
            TrackError error = TrackError.of(results.get(i));
            if (error != null) {
                errors.put(share.places.get(i), error);
            }
        }
    }
}
