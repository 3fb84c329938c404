package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google Analytics 4 by its Measurement Protocol. It answers 2xx whatever it is sent, so its rules are kept here:
 *
 * <pre>
 * POST /mp/collect?measurement_id=…&amp;api_secret=…
 * {"client_id":"…","consent":{"ad_user_data":"DENIED","ad_personalization":"DENIED"},"events":[…]}
 *
 * client_id    one a request: the installation's id, else the event's own
 * events       25, in 130 kB
 * time         in the last 72 hours; an older event is refused here
 * </pre>
 *
 * Requests of different installations go at the same time, those of one after each other.
 */
final class Ga4Destination implements Destination {
    private static final int MAX_EVENTS = 25;
    private static final int MAX_BODY_BYTES = 120_000;
    private static final int PARALLEL = 8;
    private static final Duration WINDOW = Duration.ofDays(3);
    private static final String BY_HAND =
            "by hand: in Google Analytics, Reports, User explorer, find the installation's id as"
                    + " the client id, and choose Delete user";

    private final URI address;
    private final Post post;

    /** @param url of the receiver, e.g. {@code https://www.google-analytics.com} */
    Ga4Destination(URI url, String measurementId, String apiSecret, Post post) {
        this.address = Addresses.below(
                url,
                "/mp/collect?measurement_id=" + Addresses.query(measurementId) + "&api_secret="
                        + Addresses.query(apiSecret));
        this.post = post;
    }

    static Ga4Destination of(dev.overt.manifest.Destination declared, Given given, Post post) {
        return new Ga4Destination(declared.url(), given.value("measurement-id"), given.secret("api-secret"), post);
    }

    /** Events of one installation that go together. */
    private record Parcel(String client, List<Integer> indices, List<byte[]> events) {
        int sizeBytes() {
            return events.stream().mapToInt(event -> event.length + 1).sum();
        }

        boolean hasRoom(byte[] event) {
            return events.size() < MAX_EVENTS && sizeBytes() + event.length < MAX_BODY_BYTES;
        }
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS * PARALLEL;
    }

    @Override
    public List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException {
        Fate[] fates = new Fate[events.size()];
        List<Parcel> left = parcels(events, fates);
        while (!left.isEmpty()) {
            List<Parcel> wave = wave(left);
            List<Reply> replies = post.sendAll(wave.stream().map(this::request).toList());
            boolean taken = true;
            for (int i = 0; i < replies.size(); i++) {
                Fate fate = replies.get(i).isSuccess()
                        ? Fate.DELIVERED
                        : replies.get(i).fate();
                wave.get(i).indices().forEach(index -> fates[index] = fate);
                taken &= !(fate instanceof Fate.Later);
            }
            left.removeAll(wave);
            if (!taken) {
                left.forEach(parcel -> parcel.indices().forEach(index -> fates[index] = Bisection.UNSENT));
                left.clear();
            }
        }
        return Arrays.asList(fates);
    }

    private List<Parcel> parcels(List<LogEntry.Accepted> events, Fate[] fates) {
        long now = post.clock().millis();
        Map<String, Parcel> open = new LinkedHashMap<>();
        List<Parcel> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            LogEntry.Accepted event = events.get(i);
            if (now - event.atMillis() >= WINDOW.toMillis()) {
                fates[i] = new Fate.Refused("it is older than the 72 hours that Google Analytics takes");
                continue;
            }
            String client = event.install() == null ? event.id().toString() : event.install();
            byte[] json = Ga4Event.json(event, now);
            Parcel parcel = open.get(client);
            if (parcel == null || !parcel.hasRoom(json)) {
                parcel = new Parcel(client, new ArrayList<>(), new ArrayList<>());
                open.put(client, parcel);
                all.add(parcel);
            }
            parcel.indices().add(i);
            parcel.events().add(json);
        }
        return all;
    }

    /** The next that may go at the same time: one of each installation. */
    private static List<Parcel> wave(List<Parcel> left) {
        Set<String> clients = new HashSet<>();
        return left.stream()
                .filter(parcel -> clients.add(parcel.client()))
                .limit(PARALLEL)
                .toList();
    }

    private HttpRequest request(Parcel parcel) {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("client_id", parcel.client());
            json.writeObjectPropertyStart("consent");
            json.writeStringProperty("ad_user_data", "DENIED");
            json.writeStringProperty("ad_personalization", "DENIED");
            json.writeEndObject();
            json.writeArrayPropertyStart("events");
            parcel.events().forEach(event -> json.writeRawValue(new String(event, StandardCharsets.UTF_8)));
            json.writeEndArray();
            json.writeEndObject();
        });
        return Post.json(address, body).build();
    }

    @Override
    public Erasure.Result erase(String install) {
        return Erasure.Result.impossible(BY_HAND);
    }
}
