package dev.overt.collector.forward;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.forward.Erasure.Result;
import dev.overt.collector.forward.Erasure.State;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The installations that one destination is to forget: nothing of theirs is sent any more from when it is asked, and the
 * receiver is asked until it says yes or that it cannot. Any number of threads.
 *
 * <pre>
 * erasures.json   [{"install":"…","until":OFFSET,"state":"pending"}]
 * </pre>
 *
 * An id stands there until the receiver is settled and the log has nothing of it that is not dealt with: up to {@code until}.
 */
final class Erasures {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int MAX_ANSWERS = 1_000;
    private static final Result ASKED = Result.pending("The destination is about to be asked.");

    private final @Nullable Path file;
    private final Clock clock;
    /** By install id. Guarded by this. */
    private final Map<String, Open> open = new LinkedHashMap<>();
    /** What became of the latest ones. Guarded by this. */
    private final Map<String, Result> settled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
            return size() > MAX_ANSWERS;
        }
    };

    /** One that is not over. */
    private record Open(long until, Result result, int attempts, long notBeforeMillis) {}

    private Erasures(@Nullable Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Those that a file keeps. */
    static Erasures open(Path file, Clock clock) throws IOException {
        Erasures erasures = new Erasures(file, clock);
        erasures.read(file);
        return erasures;
    }

    /** For a destination of which nothing is kept. */
    static Erasures inMemory(Clock clock) {
        return new Erasures(null, clock);
    }

    /**
     * Asks for an installation to be forgotten, or how far that is. What is asked is durable when this returns.
     *
     * @param until end of the log now
     */
    synchronized Result ask(String install, long until) throws IOException {
        Result known = settled.get(install);
        if (known != null) {
            return known;
        }
        if (!open.containsKey(install)) {
            open.put(install, new Open(until, ASKED, 0, 0));
            write();
        }
        return open.get(install).result();
    }

    /** Whether an event is to be left out. */
    synchronized boolean cover(LogEntry.Accepted event) {
        return event.install() != null && open.containsKey(event.install());
    }

    /** An installation that the receiver should be asked about now; null for none. */
    synchronized @Nullable String due() {
        long now = clock.millis();
        return open.entrySet().stream()
                .filter(one -> one.getValue().result().state() == State.PENDING)
                .filter(one -> one.getValue().notBeforeMillis() <= now)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Says what the receiver answered. */
    synchronized void answered(String install, Result result) throws IOException {
        Open before = open.get(install);
        if (before == null) {
            return;
        }
        if (result.state() != State.PENDING) {
            settled.put(install, result);
        }
        long wait = Math.min(LAST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(before.attempts(), 10));
        open.put(install, new Open(before.until(), result, before.attempts() + 1, clock.millis() + wait));
        write();
    }

    /** Forgets the ids that are settled, as far as the log has nothing left of them. */
    synchronized void passed(long offset) throws IOException {
        if (open.values().removeIf(one -> one.result().state() != State.PENDING && one.until() <= offset)) {
            write();
        }
    }

    private void write() throws IOException {
        if (file == null) {
            return;
        }
        if (open.isEmpty()) {
            DurableFile.delete(file);
            return;
        }
        DurableFile.replace(file, Json.write(json -> {
            json.writeStartArray();
            open.forEach((install, one) -> {
                json.writeStartObject();
                json.writeStringProperty("install", install);
                json.writeNumberProperty("until", one.until());
                json.writeStringProperty("state", one.result().state().code());
                json.writeStringProperty("detail", one.result().detail());
                json.writeEndObject();
            });
            json.writeEndArray();
        }));
    }

    private void read(Path from) throws IOException {
        try (JsonParser json = Json.parser(Files.readAllBytes(from))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                readOne(json);
            }
        } catch (NoSuchFileException e) {
            // nothing is asked for
        } catch (JacksonException e) {
            throw new IOException(
                    from + " is damaged. Restore it from a backup, or remove it and ask for the deletions again", e);
        }
    }

    private void readOne(JsonParser json) {
        List<String> texts = new ArrayList<>();
        long until = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("until")) {
                until = json.getLongValue();
            } else {
                texts.add(json.getString());
            }
        }
        State state = texts.get(1).equals(State.DONE.code())
                ? State.DONE
                : texts.get(1).equals(State.IMPOSSIBLE.code()) ? State.IMPOSSIBLE : State.PENDING;
        Result result = new Result(state, texts.get(2));
        open.put(texts.get(0), new Open(until, result, 0, 0));
        if (state != State.PENDING) {
            settled.put(texts.get(0), result);
        }
    }
}
