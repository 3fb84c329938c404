package dev.overt.collector.dashboard;

import dev.overt.collector.web.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. Kept in memory only: a restart logs everybody out. Thread-safe.
 *
 * <pre>
 * id             32 random bytes; only its SHA-256 is kept
 * rotated        after 15 minutes; the old id holds for a minute more, for requests that are under way
 * expires        30 minutes after it was last used, and 12 hours after login
 * </pre>
 */
final class Sessions {
    private static final int ID_BYTES = 32;
    private static final int MAX_SESSIONS = 1_000;
    private static final Duration ROTATED = Duration.ofMinutes(15);
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** By the hash of the id, the oldest first. Guarded by this. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /**
     * A session as a request has it.
     *
     * @param formToken what every form of it must send along
     * @param freshId the id that takes the place of the one that was sent; null where that holds on
     */
    record Session(String formToken, @Nullable String freshId) {
        boolean accepts(@Nullable String sentToken) {
            return sentToken != null && BearerToken.same(formToken, sentToken);
        }
    }

    private record Kept(String formToken, Instant login, Instant made, Instant expires) {}

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins a session and gives its id. */
    synchronized String begin() {
        Instant now = clock.instant();
        return add(new Kept(random(), now, now, now.plus(IDLE)));
    }

    private String add(Kept session) {
        Instant now = clock.instant();
        kept.values().removeIf(other -> !now.isBefore(other.expires()));
        Iterator<String> oldest = kept.keySet().iterator();
        while (kept.size() >= MAX_SESSIONS && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        String id = random();
        kept.put(hash(id), session);
        return id;
    }

    /** The session of an id, which holds on by this. */
    synchronized Optional<Session> find(String id) {
        String hash = hash(id);
        Kept session = kept.get(hash);
        Instant now = clock.instant();
        if (session == null || !now.isBefore(session.expires())) {
            kept.remove(hash);
            return Optional.empty();
        }
        Instant end = session.login().plus(LONGEST);
        Instant expires = now.plus(IDLE).isBefore(end) ? now.plus(IDLE) : end;
        if (now.isBefore(session.made().plus(ROTATED))) {
            kept.put(hash, new Kept(session.formToken(), session.login(), session.made(), expires));
            return Optional.of(new Session(session.formToken(), null));
        }
        Instant overlap = now.plus(OVERLAP);
        boolean replaced =
                session.expires().isBefore(overlap) || session.expires().equals(overlap);
        if (replaced) {
            return Optional.of(new Session(session.formToken(), null));
        }
        kept.put(hash, new Kept(session.formToken(), session.login(), session.made(), overlap));
        String fresh = add(new Kept(session.formToken(), session.login(), now, expires));
        return Optional.of(new Session(session.formToken(), fresh));
    }

    /** Ends the session with all ids that it had. */
    synchronized void end(String id) {
        Kept session = kept.get(hash(id));
        if (session != null) {
            kept.values().removeIf(other -> other.formToken().equals(session.formToken()));
        }
    }

    String random() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
