package dev.overt.collector.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The bytes of a request, bounded in time and size as they come, and in size again when decompressed. */
public final class RequestBody {
    static final int MAX_RAW_BYTES = 4 << 20;
    static final int MAX_BYTES = 16 << 20;

    /** How much more of a body that is refused is read and forgotten. */
    private static final int MAX_FORGOTTEN_BYTES = 64 << 20;

    /** A sender that trickles would otherwise hold a thread for as long as it likes. */
    private static final long MAX_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int FIRST_MAGIC_BYTE = 0x1f;
    private static final int SECOND_MAGIC_BYTE = 0x8b;

    private RequestBody() {}

    /**
     * The body of {@code request}, decompressed if it is gzip: its first two bytes decide, for clients label it wrongly
     * both ways.
     *
     * @throws RefusedRequest 413 over a bound, 400 for broken gzip, 415 for another encoding, 503 over 30 seconds
     */
    public static byte[] read(Request request) throws IOException {
        checkEncoding(request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
        byte[] raw = readRaw(request);
        return isGzip(raw) ? decompress(raw) : raw;
    }

    private static void checkEncoding(@Nullable String encoding) {
        if (encoding != null
                && !encoding.isBlank()
                && !encoding.strip().equalsIgnoreCase("gzip")
                && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new RefusedRequest(415, "Content-Encoding must be gzip or absent");
        }
    }

    private static byte[] readRaw(Request request) throws IOException {
        long deadline = System.nanoTime() + MAX_NANOS;
        ByteArrayOutputStream raw = new ByteArrayOutputStream(1 << 10);
        byte[] buffer = new byte[16 << 10];
        int read;
        try (InputStream in = Content.Source.asInputStream(request)) {
            while ((read = in.read(buffer)) >= 0 && System.nanoTime() < deadline) {
                raw.write(buffer, 0, read);
                if (raw.size() > MAX_RAW_BYTES) {
                    forgetRest(in, deadline);
                    throw new RefusedRequest(413, "the body is over 4 MiB; send fewer events at once");
                }
            }
        }
        if (read >= 0) {
            throw tooSlow();
        }
        return raw.toByteArray();
    }

    /**
     * Reads what is left of a request and forgets it, so that its sender gets to read the answer and can go on over
     * the same connection; false where it does not end within the bounds.
     */
    static boolean forget(Request request) {
        try {
            // Not closed: that would fail the request before it has its answer.
            return forgetRest(Content.Source.asInputStream(request), System.nanoTime() + MAX_NANOS);
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean forgetRest(InputStream in, long deadline) throws IOException {
        byte[] buffer = new byte[64 << 10];
        int forgotten = 0;
        int read = 0;
        while (read >= 0 && forgotten < MAX_FORGOTTEN_BYTES && System.nanoTime() < deadline) {
            forgotten += read;
            read = in.read(buffer);
        }
        return read < 0;
    }

    /** The request did not arrive whole in time; it may be sent again. */
    static RefusedRequest tooSlow() {
        return RefusedRequest.retryAfter(30, 503, "the request did not arrive whole in 30 seconds; send it again");
    }

    private static boolean isGzip(byte[] raw) {
        return raw.length > 1 && (raw[0] & 0xff) == FIRST_MAGIC_BYTE && (raw[1] & 0xff) == SECOND_MAGIC_BYTE;
    }

    private static byte[] decompress(byte[] raw) {
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw), 8 << 10)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new RefusedRequest(400, "the body is broken gzip; send it whole, or without Content-Encoding");
        }
        if (bytes.length > MAX_BYTES) {
            throw new RefusedRequest(413, "the body is over 16 MiB when decompressed; send fewer events at once");
        }
        return bytes;
    }
}
