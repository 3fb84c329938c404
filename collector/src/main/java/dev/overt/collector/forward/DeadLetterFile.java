package dev.overt.collector.forward;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.LogEntryCodec;
import dev.overt.collector.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The events that one destination has refused, until they are sent again or thrown away. Any number of threads.
 *
 * <pre>
 * dead.jsonl       {"at":MILLIS,"reason":"…","event":{…}}   one a line, the oldest first; the event as in the log
 * replay.jsonl     the same, being sent again
 * </pre>
 *
 * A line that cannot be read, such as one that a crash cut off, is left out.
 */
final class DeadLetterFile implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFile.class);

    private final Path dead;
    private final Path replay;
    private final long maxBytes;
    private final Clock clock;
    /** How many there are. Guarded by this. */
    private int count;
    /** Guarded by this. */
    private long sizeBytes;
    /** Those being sent again that are not dealt with. Guarded by this. */
    private List<RefusedEvent> replaying;

    private DeadLetterFile(Path folder, long maxBytes, Clock clock) throws IOException {
        this.dead = folder.resolve("dead.jsonl");
        this.replay = folder.resolve("replay.jsonl");
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.replaying = read(replay);
        rewrite(read(dead)); // without a line that was cut off
    }

    /** @param folder exists */
    static DeadLetterFile open(Path folder, long maxBytes, Clock clock) throws IOException {
        return new DeadLetterFile(folder, maxBytes, clock);
    }

    @Override
    public synchronized int add(List<Refusal> refusals) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int kept = 0;
        for (Refusal refusal : refusals) {
            byte[] line = line(new RefusedEvent(clock.millis(), refusal.reason(), refusal.event()))
                    .getBytes(StandardCharsets.UTF_8);
            if (sizeBytes + lines.size() + line.length > maxBytes) {
                break;
            }
            lines.writeBytes(line);
            kept++;
        }
        if (kept > 0) {
            DurableFile.append(dead, lines.toByteArray());
            sizeBytes += lines.size();
            count += kept;
        }
        return kept;
    }

    synchronized int count() {
        return count;
    }

    /** The oldest, at most {@code max}. */
    synchronized List<RefusedEvent> list(int max) throws IOException {
        return read(dead).stream().limit(max).toList();
    }

    /** Has all sent again. Returns how many. */
    synchronized int replayAll() throws IOException {
        int moved = count;
        if (moved > 0) {
            List<RefusedEvent> all = new ArrayList<>(replaying);
            all.addAll(read(dead));
            DurableFile.replace(replay, text(all));
            replaying = all;
            rewrite(List.of());
        }
        return moved;
    }

    /** Throws all away. Returns how many. */
    synchronized int dropAll() throws IOException {
        int dropped = count;
        rewrite(List.of());
        return dropped;
    }

    @Override
    public synchronized void forget(String install) throws IOException {
        List<RefusedEvent> kept = without(install, read(dead));
        if (kept.size() < count) {
            rewrite(kept);
        }
        List<RefusedEvent> left = without(install, replaying);
        if (left.size() < replaying.size()) {
            DurableFile.replace(replay, text(left));
            replaying = left;
        }
    }

    private static List<RefusedEvent> without(String install, List<RefusedEvent> letters) {
        return letters.stream()
                .filter(letter -> !install.equals(letter.event().install()))
                .toList();
    }

    private void rewrite(List<RefusedEvent> letters) throws IOException {
        byte[] text = text(letters);
        if (letters.isEmpty()) {
            DurableFile.delete(dead);
        } else {
            DurableFile.replace(dead, text);
        }
        count = letters.size();
        sizeBytes = text.length;
    }

    private static byte[] text(List<RefusedEvent> letters) {
        return letters.stream()
                .map(DeadLetterFile::line)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(RefusedEvent letter) {
        byte[] json = Json.write(line -> {
            line.writeStartObject();
            line.writeNumberProperty("at", letter.atMillis());
            line.writeStringProperty("reason", letter.reason());
            line.writeName("event");
            line.writeRawValue(new String(LogEntryCodec.encode(letter.event()), StandardCharsets.UTF_8));
            line.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8) + "\n";
    }

    private static List<RefusedEvent> read(Path file) throws IOException {
        List<RefusedEvent> letters = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                letter(line.getBytes(StandardCharsets.UTF_8)).ifPresent(letters::add);
            }
        }
        return letters;
    }

    private static Optional<RefusedEvent> letter(byte[] line) {
        if (line.length == 0) {
            return Optional.empty();
        }
        try (JsonParser json = Json.parser(line)) {
            if (json.nextToken() == JsonToken.START_OBJECT && "at".equals(json.nextName())) {
                json.nextToken();
                long at = json.getLongValue();
                json.nextName();
                String reason = json.nextStringValue();
                json.nextName();
                json.nextToken();
                int from = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                int to = (int) json.currentLocation().getByteOffset();
                if (LogEntryCodec.decode(line, from, to - from) instanceof LogEntry.Accepted event && reason != null) {
                    return Optional.of(new RefusedEvent(at, reason, event));
                }
            }
        } catch (JacksonException | IOException e) {
            LOG.warn("a line of refused events cannot be read, and is left out");
        }
        return Optional.empty();
    }

    /** Those that are to be sent again. */
    Source replaying() {
        return new Replay();
    }

    private final class Replay implements Source {
        private List<RefusedEvent> taken = List.of();

        @Override
        public List<LogEntry.Accepted> next(int max, Duration wait) {
            synchronized (DeadLetterFile.this) {
                taken = replaying.stream().limit(max).toList();
                return taken.stream().map(RefusedEvent::event).toList();
            }
        }

        @Override
        public void done() throws IOException {
            synchronized (DeadLetterFile.this) {
                List<RefusedEvent> left = new ArrayList<>(replaying);
                left.removeAll(taken);
                if (left.isEmpty()) {
                    DurableFile.delete(replay); // until then a crash has all of them sent again
                }
                replaying = left;
                taken = List.of();
            }
        }

        @Override
        public boolean isLostAtStop() {
            return false;
        }

        @Override
        public long doneOffset() {
            return Long.MAX_VALUE;
        }

        @Override
        public long behind() {
            synchronized (DeadLetterFile.this) {
                return replaying.size();
            }
        }
    }
}
