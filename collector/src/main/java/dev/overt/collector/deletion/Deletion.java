package dev.overt.collector.deletion;

import dev.overt.collector.log.Installation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A deletion that goes on, as its file in {@code deletions/pending} has it: the only place where the id is until the end.
 *
 * <pre>
 * {"deletion":UUID,"product":"…","install":32 hexadecimal digits,"subject":see {@link Proof},
 *  "initiated":"installation" or "operator","requested":MILLIS,"step":see {@link Step},
 *  "found":{"log":ENTRIES,"quarantine":ROWS,"store":ROWS,"files":COUNT},"destinations":{NAME:STATE},
 *  "verified":{"files":COUNT,"bytes":BYTES}}
 * </pre>
 *
 * {@code found} is empty until all has been counted, before anything is taken out; {@code files} are files that were set
 * aside and deleted. Immutable.
 */
record Deletion(
        UUID id,
        Installation installation,
        String subject,
        String initiated,
        long requestedAtMillis,
        Step step,
        Map<String, Long> found,
        Map<String, String> destinations,
        Map<String, Long> verified) {
    static final String BY_INSTALLATION = "installation";
    static final String BY_OPERATOR = "operator";

    Deletion {
        found = Map.copyOf(found);
        destinations = Map.copyOf(destinations);
        verified = Map.copyOf(verified);
    }

    static Deletion requested(UUID id, Installation installation, String subject, String initiated, long nowMillis) {
        return new Deletion(id, installation, subject, initiated, nowMillis, Step.LOG, Map.of(), Map.of(), Map.of());
    }

    Deletion at(Step next) {
        return new Deletion(
                id, installation, subject, initiated, requestedAtMillis, next, found, destinations, verified);
    }

    Deletion withFound(Map<String, Long> counted) {
        return new Deletion(
                id, installation, subject, initiated, requestedAtMillis, step, counted, destinations, verified);
    }

    Deletion withDestinations(Map<String, ErasureState> states) {
        Map<String, String> codes = new TreeMap<>();
        states.forEach((name, state) -> codes.put(name, state.code()));
        return new Deletion(id, installation, subject, initiated, requestedAtMillis, step, found, codes, verified);
    }

    Deletion withVerified(long files, long bytes) {
        return new Deletion(
                id,
                installation,
                subject,
                initiated,
                requestedAtMillis,
                step,
                found,
                destinations,
                Map.of("files", files, "bytes", bytes));
    }

    byte[] json() {
        return CanonicalJson.write(Map.of(
                "deletion", id.toString(),
                "product", installation.product(),
                "install", installation.id(),
                "subject", subject,
                "initiated", initiated,
                "requested", requestedAtMillis,
                "step", step.name().toLowerCase(Locale.ROOT),
                "found", found,
                "destinations", destinations,
                "verified", verified));
    }

    /** @throws RuntimeException if the bytes are not what {@link #json} has written */
    static Deletion read(byte[] json) {
        Map<String, Object> members = CanonicalJson.read(json);
        return new Deletion(
                UUID.fromString(text(members, "deletion")),
                new Installation(text(members, "product"), text(members, "install")),
                text(members, "subject"),
                text(members, "initiated"),
                CanonicalJson.member(members, "requested", Long.class),
                Step.valueOf(text(members, "step").toUpperCase(Locale.ROOT)),
                object(members, "found", Long.class),
                object(members, "destinations", String.class),
                object(members, "verified", Long.class));
    }

    private static String text(Map<String, Object> members, String name) {
        return CanonicalJson.member(members, name, String.class);
    }

    private static <T> Map<String, T> object(Map<String, Object> members, String name, Class<T> type) {
        Map<String, T> object = new TreeMap<>();
        Map<?, ?> member = CanonicalJson.member(members, name, Map.class);
        member.forEach((key, value) -> object.put((String) key, type.cast(value)));
        return object;
    }
}
