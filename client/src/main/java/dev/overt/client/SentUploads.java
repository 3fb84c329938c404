package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/*
 * A line of the log is one upload that was answered:
 *
 *   {"sent_at_millis":N,"collector":"URL","batch":"UUID","status":200,"result":{"accepted":3},"events":[…]}
 *
 * What is read of it, as plain data:
 *
 *   uploads   one for each line, in the order of the log: the line's members, and the whole line as "line"
 *   damaged   how many lines are none of these
 */
/** What has left this machine, as the uploader has noted it. */
final class SentUploads {
    /** More than the uploader lets a file grow to, and the upload with which it does. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private SentUploads() {}

    /** Reads the lines of {@code files}, the older first; throws where one is there and cannot be read. */
    static Map<String, Object> read(List<Path> files) throws IOException {
        List<Map<String, Object>> uploads = new ArrayList<>();
        long damaged = 0;
        for (Path file : files) {
            for (String line : text(file).split("\n", -1)) {
                Map<String, Object> upload = parse(line);
                if (!upload.isEmpty()) {
                    uploads.add(upload);
                } else if (!line.isEmpty()) {
                    damaged++;
                }
            }
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("uploads", uploads);
        members.put("damaged", damaged);
        return members;
    }

    private static String text(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        byte[] content =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? PrivateFiles.read(file, MAX_BYTES) : null;
        if (content == null) {
            throw new IOException(file + " is no regular file, or too long; delete it.");
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Empty where the line is damaged. */
    private static Map<String, Object> parse(String line) {
        Map<String, Object> upload = new LinkedHashMap<>();
        try {
            Map<?, ?> members = JsonReader.readObject(line);
            if (members.get("sent_at_millis") instanceof Long
                    && members.get("collector") instanceof String
                    && members.get("batch") instanceof String
                    && members.get("status") instanceof Long
                    && members.get("events") instanceof List) {
                members.forEach((key, value) -> upload.put((String) key, value));
                upload.put("line", line);
            }
        } catch (IllegalArgumentException damaged) {
            upload.clear();
        }
        return upload;
    }
}
