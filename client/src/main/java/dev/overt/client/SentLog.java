package dev.overt.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/*
 * Beside the state file, DIR/telemetry.json, stand DIR/telemetry-sent.jsonl and, from before it was full,
 * DIR/telemetry-sent.old.jsonl. A line each:
 *
 *   sent_at_millis   when the answer came, by this machine's clock
 *   collector        where it was sent, without the write key
 *   batch            the upload's id
 *   status           the HTTP status
 *   result           how many events had which result
 *   events           the events, as they were sent
 *
 * An upload that has to be sent again has a line for its first answer and one for its last.
 */
/** What left this machine, for its owner to read. Written by the one who holds the lock of the spool. */
final class SentLog {
    static final int MAX_BYTES = 1024 * 1024;

    final Path file;
    /** The one that was full. */
    final Path older;

    SentLog(Path spool) {
        String name = String.valueOf(spool.getFileName());
        String start = name.endsWith("-spool") ? name.substring(0, name.length() - 6) : name;
        this.file = spool.resolveSibling(start + "-sent.jsonl");
        this.older = spool.resolveSibling(start + "-sent.old.jsonl");
    }

    /** Adds a line; throws where it cannot be written in full, or where {@code file} is not a file of its own. */
    void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= MAX_BYTES) {
            throw new IOException("the line is too long");
        }
        PrivateFiles.createIfAbsent(file);
        String unfit = PrivateFiles.unfit(file);
        if (unfit != null) {
            throw new IOException(file + " " + unfit);
        }
        if (Files.size(file) + bytes.length >= MAX_BYTES) {
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.createIfAbsent(file);
        }
        PrivateFiles.restrict(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            channel.position(channel.size());
            endTornLine(channel);
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
        }
    }

    private static void endTornLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.wrap(new byte[] {'\n'});
        if (channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }
}
