package dev.overt.client;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
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
 * java.io.File throughout: the first FileChannel of a process costs some milliseconds, a FileOutputStream none.
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
    /** At 10 to 20 bytes a drop; what is dropped beyond it is not counted. */
    static final long MAX_DROPPED_BYTES = 64L * 1024;

    static final long MAX_AGE_MILLIS = 30L * 24 * 60 * 60 * 1000;
    private static final long MAX_SILENCE_MILLIS = 24L * 60 * 60 * 1000;

    final File directory;
    private final Surroundings surroundings;

    Spool(Path directory, Surroundings surroundings) {
        this.directory = directory.toFile();
        this.surroundings = surroundings;
    }

    /** What the one uploader holds. */
    Path lock() {
        return directory.toPath().resolve(LOCK);
    }

    /** Makes sure that the directory is there; throws where something else is. */
    void prepare() throws IOException {
        PrivateFiles.createDirectory(directory.toPath());
        if (!isDirectory(directory)) {
            throw new IOException(directory + " is not a directory");
        }
    }

    /** Adds to the count of what was dropped for {@code reason}. */
    synchronized void drop(String reason, long count) {
        File file = new File(directory, DROPPED);
        if (file.length() > MAX_DROPPED_BYTES || !isDirectory(directory)) {
            return;
        }
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            PrivateFiles.restrict(file);
            out.write((reason + " " + count + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            return;
        }
    }

    /** Whether the last upload was tried {@code everyMillis} ago or longer. */
    boolean isUploadDue(long everyMillis) {
        long ageMillis = surroundings.nowMillis() - new File(directory, LAST_UPLOAD).lastModified();
        // Far in the future means that the clock was wrong, now or then.
        return ageMillis >= everyMillis || ageMillis < -Uploader.MAX_WAIT_MILLIS;
    }

    /** Notes that an upload is tried now; false if that cannot be noted, and it would be tried in each run. */
    boolean noteUpload() throws IOException {
        File last = new File(directory, LAST_UPLOAD);
        return last.createNewFile() || last.setLastModified(surroundings.nowMillis());
    }

    /** Dates the last attempt. */
    void dateUpload(long millis) {
        new File(directory, LAST_UPLOAD).setLastModified(Math.max(millis, 0));
    }

    /** Notes that an upload failed; how many have, in a row. */
    int noteFailure() {
        File file = new File(directory, LAST_UPLOAD);
        if (file.length() < Uploader.MAX_FAILURES) {
            try (FileOutputStream out = new FileOutputStream(file, true)) {
                out.write('.');
            } catch (IOException unwritable) {
                return 1;
            }
        }
        return (int) file.length();
    }

    /** Notes that an upload was answered. */
    void forgetFailures() throws IOException {
        File file = new File(directory, LAST_UPLOAD);
        if (file.length() > 0) {
            new FileOutputStream(file).close();
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
        File file = new File(directory, LAST_RESULT);
        try (FileOutputStream out = new FileOutputStream(file)) {
            PrivateFiles.restrict(file);
            out.write(note.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            return;
        }
    }

    /** Deletes everything; false if something is left. */
    boolean clear() {
        for (String name : names()) {
            File file = new File(directory, name);
            if (name.startsWith(SENDING) || name.startsWith(SENT)) {
                deleteDirectory(file);
            } else if (isOurs(name)) {
                delete(file);
            }
        }
        return delete(directory) || !directory.exists();
    }

    /** The complete files, oldest first: those of processes that ended, in whichever way. */
    List<File> waiting() {
        String[] names = names();
        Arrays.sort(names);
        List<File> files = new ArrayList<>();
        for (String name : names) {
            File file = new File(directory, name);
            if ((name.endsWith(READY) || (name.endsWith(OPEN) && isAbandoned(file))) && isRegular(file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** Drops and counts what is too old to be of use, or so far ahead that its time cannot be true. */
    void expire() {
        for (String name : names()) {
            File file = new File(directory, name);
            if (name.startsWith(SENDING) && isDirectory(file)) {
                for (String each : list(file)) {
                    expire(new File(file, each));
                }
            } else {
                expire(file);
            }
        }
    }

    private void expire(File file) {
        String name = file.getName();
        boolean old = Math.abs(surroundings.nowMillis() - number(name, 0)) > MAX_AGE_MILLIS;
        if (old && (name.endsWith(READY) || name.endsWith(OPEN)) && isRegular(file)) {
            long lines = countLines(file);
            if (delete(file)) {
                drop("too_old", lines);
            }
        }
    }

    /** Adds a file of events that an uploader could not get rid of, the first of which waits since {@code sinceMillis}. */
    void putBack(String events, long sinceMillis) throws IOException {
        String name = newName(sinceMillis);
        File file = new File(directory, name + NEW);
        PrivateFiles.write(file.toPath(), events.getBytes(StandardCharsets.UTF_8));
        if (!file.renameTo(new File(directory, name + READY))) {
            throw new IOException(file + " cannot be renamed");
        }
    }

    /** Begins an upload of such events, a line each. */
    File begin(List<String> events, long sinceMillis) throws IOException {
        File upload = new File(directory, SENDING + surroundings.newUuid());
        PrivateFiles.createDirectory(upload.toPath());
        PrivateFiles.write(
                upload.toPath().resolve(newName(sinceMillis) + READY),
                (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8));
        return upload;
    }

    private String newName(long millis) {
        return millis + "-0-" + Surroundings.hexadecimal(surroundings.randomBytes(4));
    }

    /** How many events wait, in files of every kind. */
    int countWaiting() {
        int events = 0;
        for (String name : names()) {
            File file = new File(directory, name);
            if (name.startsWith(SENDING) && isDirectory(file)) {
                for (String each : list(file)) {
                    events += each.equals(DROPPED) ? 0 : countLines(new File(file, each));
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
            File file = new File(directory, name);
            String[] taken = name.startsWith(SENDING) && isDirectory(file) ? file.list() : null;
            for (int i = 0; taken != null && i < taken.length; i++) {
                if (holds(new File(file, taken[i]), idStart)) {
                    return true;
                }
            }
            if ((name.endsWith(READY) || name.endsWith(OPEN) || name.endsWith(NEW)) && holds(file, idStart)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(File file, String idStart) {
        try {
            byte[] content = isRegular(file) ? PrivateFiles.read(file, MAX_FILE_BYTES) : null;
            return content != null && new String(content, StandardCharsets.ISO_8859_1).contains("\"id\":\"" + idStart);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static int countLines(File file) {
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
    private boolean isAbandoned(File file) {
        return Math.abs(surroundings.nowMillis() - file.lastModified()) > MAX_SILENCE_MILLIS
                || ProcessHandle.of(number(file.getName(), 1)).isEmpty();
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

    private static boolean isRegular(File file) {
        return Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Names of all files; none where there is no spool. */
    String[] names() {
        return list(directory);
    }

    private static String[] list(File directory) {
        String[] names = isDirectory(directory) ? directory.list() : null;
        return names == null ? new String[0] : names;
    }

    /** Deletes a directory of files; leaves what a symbolic link of its name points to. */
    static void deleteDirectory(File directory) {
        for (String name : list(directory)) {
            if (isOurs(name)) {
                delete(new File(directory, name));
            }
        }
        delete(directory);
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

    static boolean isDirectory(File file) {
        return Files.isDirectory(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }

    static boolean delete(File file) {
        return file.delete();
    }
}
