package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of one upload. Its files stand in a directory that carries the batch id, so that an upload
 * which is sent again, even by another process, has the same id and the same content. Not thread-safe.
 */
final class Batch {
    static final int MAX_EVENTS = 1000;
    /** Half of what the log of what was sent holds. */
    static final int MAX_BYTES = 512 * 1024;

    private static final int MAX_REASONS = 50;
    private static final List<String> RESULTS = List.of("accepted", "duplicate", "quarantined", "rejected", "retry");

    private final Path directory;
    private final String id;
    /** Lines by event id. */
    private final Map<String, String> events = new LinkedHashMap<>();

    private final Map<String, Long> dropped = new TreeMap<>();
    /** When the first of these events' files was made, by the clock of then. */
    private long sinceMillis = Long.MAX_VALUE;

    private Batch(Path directory) throws IOException {
        this.directory = directory;
        this.id = PrivateFiles.name(directory).substring(Spool.SENDING.length());
        String[] names = PrivateFiles.names(directory);
        if (names == null) {
            throw new IOException(directory + " cannot be read");
        }
        Arrays.sort(names);
        for (String name : names) {
            String content = content(directory.resolve(name));
            if (name.equals(Spool.DROPPED)) {
                readCounts(content, dropped);
            } else if (!name.equals(Spool.ANSWERED)) {
                sinceMillis = Math.min(sinceMillis, Spool.number(name, 0));
                readEvents(content);
            }
        }
    }

    /** The upload that was begun and not answered, otherwise a new one of what waits; null if nothing does. */
    static @Nullable Batch next(Spool spool, Surroundings surroundings) throws IOException {
        String[] names = spool.names();
        Arrays.sort(names);
        for (String name : names) {
            Path directory = spool.directory.resolve(name);
            if (name.startsWith(Spool.SENDING) && PrivateFiles.isDirectory(directory)) {
                return new Batch(directory);
            }
        }
        List<Path> waiting = spool.waiting();
        if (waiting.isEmpty()) {
            return null;
        }
        Path directory = spool.directory.resolve(Spool.SENDING + surroundings.newUuid());
        PrivateFiles.createDirectory(directory);
        take(waiting, directory);
        // What was counted goes with the next events.
        move(spool.directory.resolve(Spool.DROPPED), directory);
        return new Batch(directory);
    }

    private static void take(List<Path> waiting, Path directory) throws IOException {
        int lines = 0;
        long bytes = 0;
        for (Path file : waiting) {
            String content = content(file);
            lines += countLines(content);
            bytes += PrivateFiles.length(file);
            if (lines > countLines(content) && (lines > MAX_EVENTS || bytes > MAX_BYTES)) {
                return;
            }
            move(file, directory);
        }
    }

    String id() {
        return id;
    }

    int size() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty() && dropped.isEmpty();
    }

    /** The upload as it is sent. */
    String body(String product, String manifest) {
        return body(product, manifest, id, dropped, events.values());
    }

    static String body(
            String product, String manifest, String id, Map<String, Long> dropped, Collection<String> events) {
        Json upload = new Json()
                .put("overt", 1)
                .put("product", product)
                .put("manifest", manifest)
                .put("batch", id);
        if (!dropped.isEmpty()) {
            Json counts = new Json();
            for (Map.Entry<String, Long> each : dropped.entrySet()) {
                counts.put(each.getKey(), each.getValue());
            }
            upload.putJson("dropped", counts.toString());
        }
        return upload.putJson("events", array(events)).toString();
    }

    String eventsAsJson() {
        return array(events.values());
    }

    private static String array(Collection<String> events) {
        return "[" + String.join(",", events) + "]";
    }

    /** How many events have which of the results that the protocol knows. */
    Map<String, Integer> count(Map<String, String> results) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String each : events.keySet()) {
            String result = results.getOrDefault(each, "retry");
            counts.merge(RESULTS.contains(result) ? result : "rejected", 1, Integer::sum);
        }
        return counts;
    }

    /** True once: when this upload is answered and was not before. False where that cannot be noted. */
    boolean isFirstAnswer() {
        try {
            return PrivateFiles.create(directory.resolve(Spool.ANSWERED));
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Makes two uploads of one. */
    void split(Spool spool) throws IOException {
        List<String> lines = new ArrayList<>(events.values());
        Path first = spool.begin(lines.subList(0, lines.size() / 2), sinceMillis);
        spool.begin(lines.subList(lines.size() / 2, lines.size()), sinceMillis);
        move(directory.resolve(Spool.DROPPED), first);
        remove(spool);
    }

    /** Counts again what this upload was to tell, for the next. */
    void returnCounts(Spool spool) {
        for (Map.Entry<String, Long> each : dropped.entrySet()) {
            spool.drop(each.getKey(), each.getValue());
        }
    }

    /** Keeps the events that have no final result for a later upload, and removes all others. */
    int finish(Spool spool, Map<String, String> results) throws IOException {
        StringBuilder kept = new StringBuilder();
        int keptEvents = 0;
        for (Map.Entry<String, String> each : events.entrySet()) {
            String result = results.get(each.getKey());
            if (result == null || result.equals("retry")) {
                kept.append(each.getValue()).append('\n');
                keptEvents++;
            }
        }
        if (keptEvents > 0) {
            spool.putBack(kept.toString(), sinceMillis);
        }
        remove(spool);
        return keptEvents;
    }

    /** Removes all events. Renamed first: an upload that was answered is never sent again, in part or whole. */
    void remove(Spool spool) throws IOException {
        Path sent = spool.directory.resolve(Spool.SENT + id);
        if (!PrivateFiles.rename(directory, sent)) {
            throw new IOException(directory + " cannot be renamed");
        }
        Spool.deleteDirectory(sent);
    }

    private void readEvents(String content) {
        int start = 0;
        for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', start)) {
            readEvent(content.substring(start, end));
            start = end + 1;
        }
        if (start < content.length()) {
            count("damaged", 1, dropped);
        }
    }

    private void readEvent(String line) {
        try {
            if (events.size() < MAX_EVENTS && JsonReader.readObject(line).get("id") instanceof String eventId) {
                events.put(eventId, line);
                return;
            }
        } catch (IllegalArgumentException notJson) {
            // Counted below, as is everything else that is no event.
        }
        count("damaged", 1, dropped);
    }

    /** Adds up "REASON COUNT" lines; what is not such a line is skipped. */
    static void readCounts(String content, Map<String, Long> counts) {
        int start = 0;
        for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', start)) {
            int space = content.indexOf(' ', start);
            if (space > start && space < end) {
                try {
                    count(content.substring(start, space), Long.parseLong(content.substring(space + 1, end)), counts);
                } catch (NumberFormatException damaged) {
                    count("damaged", 1, counts);
                }
            }
            start = end + 1;
        }
    }

    private static void count(String reason, long count, Map<String, Long> counts) {
        if (counts.containsKey(reason) || counts.size() < MAX_REASONS) {
            counts.merge(reason, count, Long::sum);
        }
    }

    private static int countLines(String content) {
        int lines = 0;
        for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', end + 1)) {
            lines++;
        }
        return lines;
    }

    /** A file's text; none where it is longer than any that this package writes. */
    private static String content(Path file) throws IOException {
        byte[] bytes = PrivateFiles.read(file, MAX_BYTES);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean move(Path file, Path directory) {
        return PrivateFiles.rename(file, directory.resolve(PrivateFiles.name(file)));
    }
}
