package dev.overt.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * A preview, as plain data:
 *
 *   url         where the upload goes; absent where no collector with a write key is known
 *   head        the request up to its body, lines ending with CRLF; absent with the address
 *   body        the body before it is compressed, without a line break
 *   body_bytes, sent_bytes   how long the body is, before and after
 *   events      how many are in it
 *   waiting     how many others wait for a later upload
 */
/** The next upload, begun as an uploader begins it: it is sent with this very id and content. */
@SuppressWarnings("try") // A lock is held, not used.
final class Preview {
    private Preview() {}

    /** Empty where nothing waits; throws while an upload is under way. */
    static Map<String, Object> next(Policy policy, Installation installation, Surroundings surroundings)
            throws IOException {
        Spool spool = new Spool(installation.spool(), surroundings);
        if (!PrivateFiles.isDirectory(spool.directory)) {
            return Map.of();
        }
        try (StateLock lock = StateLock.await(spool.lock(), 0)) {
            Batch batch = Batch.next(spool, surroundings);
            while (batch != null && batch.isEmpty()) {
                batch.remove(spool);
                batch = Batch.next(spool, surroundings);
            }
            return batch == null ? Map.of() : describe(policy, spool, batch, CollectorAddress.of(policy, surroundings));
        } catch (StateLock.Busy uploading) {
            throw new IOException("An upload is under way; try again when it has ended.", uploading);
        }
    }

    private static Map<String, Object> describe(
            Policy policy, Spool spool, Batch batch, @Nullable CollectorAddress address) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        String body = batch.body(policy.product, policy.manifest);
        int sentBytes = Post.gzip(body).length;
        if (address != null) {
            URI target = URI.create(address.url() + Post.EVENTS);
            members.put("url", target.toString());
            members.put("head", Post.head(target, Route.STRAIGHT, address.writeKey(), sentBytes));
        }
        members.put("body", body);
        members.put("body_bytes", (long) body.getBytes(StandardCharsets.UTF_8).length);
        members.put("sent_bytes", (long) sentBytes);
        members.put("events", (long) batch.size());
        members.put("waiting", (long) Math.max(0, spool.countWaiting() - batch.size()));
        return members;
    }
}
