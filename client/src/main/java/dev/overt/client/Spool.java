package dev.overt.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * The spool directory:
 *
 *   MILLIS-PID-RANDOM.open    events of a process that still records; MILLIS is when the file was made
 *   MILLIS-PID-RANDOM.ready   the same, complete: one event a line, each as it is sent
 *   MILLIS-0-RANDOM.new       what an uploader puts back, while it is written
 *   dropped                   "REASON COUNT" a line: events and values that were dropped
 *   last-upload               last modified when an upload was last tried; a byte for each that failed since one did not
 *   last-result               how the last upload that ended did: {"at_millis":N,"sent":N,"refused":N,"problem":"…"},
 *                             the problem absent where nothing was left to be sent
 *   uploading.lock            empty; held by the one uploader
 *   sending-UUID/             the files of one upload, UUID being its batch id
 *   sending-UUID/answered     empty; there once a collector has answered it in whatever way
 *   sent-UUID/                the same, answered: to be deleted
 *
 * By PrivateFiles throughout: the first FileChannel of a process costs some milliseconds.
 */
/** The events of one installation that wait to be sent, as files. Thread-safe. */
final class Spool {
    static final String OPEN = ".open";
    static final String READY = ".ready";
    private static final String NEW = ".new";
    static final String DROPPED = "dropped";
    static final String SENDING = "sending-";
    static final String SENT = "sent-";
    static final String ANSWERED = "answered";
    static final String LAST_UPLOAD = "last-upload";
    static final String LAST_RESULT = "last-result";
    private static final String LOCK = "uploading.lock";

    static final int MAX_FILE_BYTES = 256 * 1024;
    static final long MAX_AGE_MILLIS = 30L * 24 * 60 * 60 * 1000;
    private static final long MAX_SILENCE_MILLIS = 24L * 60 * 60 * 1000;

    final Path directory;
    private final Surroundings surroundings;

    Spool(Path directory, Surroundings surroundings) {
        this.directory = directory;
        this.surroundings = surroundings;
    }

    /** What the one uploader holds. */
    Path lock() {
        return directory.resolve(LOCK);
    }

    /** Makes sure that the directory is there; throws where something else is. */
    void prepare() throws IOException {
        SpoolWriter.prepare(directory);
    }

    /** Adds to the count of what was dropped for {@code reason}. */
    void drop(String reason, long count) {
        SpoolWriter.drop(directory, reason, count);
    }

    /** Names of all files; none where there is no spool. */
    String[] names() {
        return PrivateFiles.list(directory);
    }

    /** Dates the last attempt. */
    void dateUpload(long millis) {
        PrivateFiles.setModified(directory.resolve(LAST_UPLOAD), Math.max(millis, 0));
    }

    /** Notes that an upload failed; how many have, in a row. */
    int noteFailure() {
        Path file = directory.resolve(LAST_UPLOAD);
        if (PrivateFiles.length(file) < Uploader.MAX_FAILURES) {
            try (OutputStream out = PrivateFiles.append(file)) {
                out.write('.');
            } catch (IOException unwritable) {
                return 1;
            }
        }
        return (int) PrivateFiles.length(file);
    }

    /** Notes that an upload was answered. */
    void forgetFailures() throws IOException {
        Path file = directory.resolve(LAST_UPLOAD);
        if (PrivateFiles.length(file) > 0) {
            PrivateFiles.overwrite(file).close();
        }
    }

    /** Notes how an upload ended. */
    void noteResult(Uploader.Result result) {
        Json note = new Json()
                .put("at_millis", surroundings.nowMillis())
                .put("sent", result.sent())
                .put("refused", result.refused());
        if (result.why() != null) {
            note.put("problem", result.why());
        }
        Path file = directory.resolve(LAST_RESULT);
        try (OutputStream out = PrivateFiles.overwrite(file)) {
            PrivateFiles.restrict(file);
            out.write(note.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            return;
        }
    }

    /** Deletes everything; false if something is left. */
    boolean clear() {
        for (String name : names()) {
            Path file = directory.resolve(name);
            if (name.startsWith(SENDING) || name.startsWith(SENT)) {
                deleteDirectory(file);
            } else if (isOurs(name)) {
                PrivateFiles.delete(file);
            }
        }
        return PrivateFiles.delete(directory) || !Files.exists(directory);
    }

    /** The complete files, oldest first: those of processes that ended, in whichever way. */
    List<Path> waiting() {
        String[] names = names();
        Arrays.sort(names);
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Path file = directory.resolve(name);
            if ((name.endsWith(READY) || (name.endsWith(OPEN) && isAbandoned(file))) && isRegular(file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** Drops and counts what is too old to be of use, or so far ahead that its time cannot be true. */
    void expire() {
        for (String name : names()) {
            Path file = directory.resolve(name);
            if (name.startsWith(SENDING) && PrivateFiles.isDirectory(file)) {
                for (String each : PrivateFiles.list(file)) {
                    expire(file.resolve(each));
                }
            } else {
                expire(file);
            }
        }
    }

    private void expire(Path file) {
        String name = PrivateFiles.name(file);
        boolean old = Math.abs(surroundings.nowMillis() - number(name, 0)) > MAX_AGE_MILLIS;
        if (old && (name.endsWith(READY) || name.endsWith(OPEN)) && isRegular(file)) {
            long lines = countLines(file);
            if (PrivateFiles.delete(file)) {
                drop("too_old", lines);
            }
        }
    }

    /** Adds a file of events that an uploader could not get rid of, the first of which waits since {@code sinceMillis}. */
    void putBack(String events, long sinceMillis) throws IOException {
        String name = newName(sinceMillis);
        Path file = directory.resolve(name + NEW);
        PrivateFiles.write(file, events.getBytes(StandardCharsets.UTF_8));
        if (!PrivateFiles.rename(file, directory.resolve(name + READY))) {
            throw new IOException(file + " cannot be renamed");
        }
    }

    /** Begins an upload of such events, a line each. */
    Path begin(List<String> events, long sinceMillis) throws IOException {
        Path upload = directory.resolve(SENDING + surroundings.newUuid());
        PrivateFiles.createDirectory(upload);
        PrivateFiles.write(
                upload.resolve(newName(sinceMillis) + READY),
                (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8));
        return upload;
    }

    private String newName(long millis) {
        return millis + "-0-" + Surroundings.hexadecimal(surroundings.fewRandomBytes());
    }

    /** How many events wait, in files of every kind. */
    int countWaiting() {
        int events = 0;
        for (String name : names()) {
            Path file = directory.resolve(name);
            if (name.startsWith(SENDING) && PrivateFiles.isDirectory(file)) {
                for (String each : PrivateFiles.list(file)) {
                    events += each.equals(DROPPED) ? 0 : countLines(file.resolve(each));
                }
            } else if (name.endsWith(READY) || name.endsWith(OPEN)) {
                events += countLines(file);
            }
        }
        return events;
    }

    /** Whether an event waits whose id begins so, in a file of any kind. */
    boolean holds(String idStart) {
        for (String name : names()) {
            Path file = directory.resolve(name);
            String[] taken =
                    name.startsWith(SENDING) && PrivateFiles.isDirectory(file) ? PrivateFiles.names(file) : null;
            for (int i = 0; taken != null && i < taken.length; i++) {
                if (holds(file.resolve(taken[i]), idStart)) {
                    return true;
                }
            }
            if ((name.endsWith(READY) || name.endsWith(OPEN) || name.endsWith(NEW)) && holds(file, idStart)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Path file, String idStart) {
        try {
            byte[] content = isRegular(file) ? PrivateFiles.read(file, MAX_FILE_BYTES) : null;
            return content != null && new String(content, StandardCharsets.ISO_8859_1).contains("\"id\":\"" + idStart);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static int countLines(Path file) {
        try {
            byte[] content = PrivateFiles.read(file, MAX_FILE_BYTES);
            int lines = 0;
            for (int i = 0; content != null && i < content.length; i++) {
                lines += content[i] == '\n' ? 1 : 0;
            }
            return lines;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** Whether the process that made this file has ended, or has not used the file for a day. */
    private boolean isAbandoned(Path file) {
        return Math.abs(surroundings.nowMillis() - PrivateFiles.modifiedMillis(file)) > MAX_SILENCE_MILLIS
                || ProcessHandle.of(number(PrivateFiles.name(file), 1)).isEmpty();
    }

    /** The number at a place in a file's name, places being separated by hyphens; 0 where there is none. */
    static long number(String name, int place) {
        int start = 0;
        for (int i = 0; i < place; i++) {
            start = name.indexOf('-', start) + 1;
        }
        int end = name.indexOf('-', start);
        try {
            return end < 0 ? 0 : Long.parseLong(name.substring(start, end));
        } catch (NumberFormatException another) {
            return 0;
        }
    }

    private static boolean isRegular(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a directory of files; leaves what a symbolic link of its name points to. */
    static void deleteDirectory(Path directory) {
        for (String name : PrivateFiles.list(directory)) {
            if (isOurs(name)) {
                PrivateFiles.delete(directory.resolve(name));
            }
        }
        PrivateFiles.delete(directory);
    }

    private static boolean isOurs(String name) {
        return name.endsWith(OPEN)
                || name.endsWith(READY)
                || name.endsWith(NEW)
                || name.equals(DROPPED)
                || name.equals(ANSWERED)
                || name.equals(LAST_UPLOAD)
                || name.equals(LAST_RESULT)
                || name.equals(LOCK);
    }
}
