package dev.overt.collector.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The bytes of a request, bounded in time and size as they come, and in size again when decompressed. */
public final class RequestBody {
    static final int MAX_RAW_BYTES = 4 << 20;
    static final int MAX_BYTES = 16 << 20;

    /** How much more of a body that is refused is read and forgotten. */
    private static final int MAX_FORGOTTEN_BYTES = 16 << 20;

    /** How much is taken at once on a sender's word that so much will come. */
    private static final int MAX_EXPECTED_BYTES = 64 << 10;

    private static final int MAX_EXPECTED_RATIO = 8;

    private static final String REMEMBERED = RequestBody.class.getName();

    private RequestBody() {}

    /**
     * Checks that the request says that its body is JSON.
     *
     * @throws RefusedRequest 415 if it does not
     */
    public static void checkJson(Request request) {
        String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new RefusedRequest(415, "Content-Type must be application/json");
        }
    }

    /** The body, which {@link #read} gives once more to the endpoint that it belongs to. */
    static byte[] remembered(Request request) throws IOException {
        byte[] body = read(request);
        request.setAttribute(REMEMBERED, body);
        return body;
    }

    /**
     * The body of {@code request}, decompressed if it is gzip or zstd.
     *
     * @throws RefusedRequest 413 over a bound, 400 for broken compression, 415 for another encoding, 429 if its sender
     *     has sent too much, 503 if it takes too long or all bodies together take too much memory
     */
    public static byte[] read(Request request) throws IOException {
        if (request.getAttribute(REMEMBERED) instanceof byte[] body) {
            return body;
        }
        Encoding.checkLabel(request);
        BodyBuffer raw = readRaw(request, Exchange.of(request));
        byte[] bytes = raw.toArray();
        if (Encoding.of(bytes) == Encoding.PLAIN) {
            return bytes;
        }
        byte[] decompressed = decompressed(bytes, request);
        raw.release();
        return decompressed;
    }

    /**
     * The same bytes, or what they hold if they are gzip or zstd.
     *
     * @throws RefusedRequest 413 over the bound, 400 for broken compression
     */
    public static byte[] decompressed(byte[] bytes, Request request) {
        Encoding encoding = Encoding.of(bytes);
        return encoding == Encoding.PLAIN ? bytes : decompress(encoding, bytes, Exchange.of(request));
    }

    private static BodyBuffer readRaw(Request request, Exchange exchange) throws IOException {
        exchange.checkRate();
        exchange.beginBody();
        BodyBuffer raw = new BodyBuffer(exchange, request.getLength(), MAX_EXPECTED_BYTES, MAX_RAW_BYTES);
        // Not closed: that would fail the request before it has its answer.
        InputStream in = Content.Source.asInputStream(request);
        try {
            while (raw.readFrom(in) >= 0) {
                if (raw.isOverMax()) {
                    throw new RefusedRequest(413, "the body is over 4 MiB; send fewer events at once");
                }
                if (exchange.bodyIsLate()) {
                    throw tooSlow();
                }
            }
            exchange.bodyIsWhole();
        } finally {
            exchange.endBody(raw.length());
        }
        return raw;
    }

    private static byte[] decompress(Encoding encoding, byte[] raw, Exchange exchange) {
        long expected = (long) raw.length * MAX_EXPECTED_RATIO;
        BodyBuffer bytes = new BodyBuffer(exchange, expected, MAX_BYTES + 1, MAX_BYTES);
        try (InputStream in = encoding.decompress(raw)) {
            while (bytes.readFrom(in) >= 0) {
                if (bytes.isOverMax()) {
                    throw new RefusedRequest(
                            413, "the body is over 16 MiB when decompressed; send fewer events at once");
                }
            }
        } catch (IOException e) {
            throw new RefusedRequest(400, "the compressed body is broken; send it whole, or without compression");
        }
        return bytes.toArray();
    }

    /**
     * Reads what is left of a request and forgets it, so that its sender gets to read the answer and can go on over
     * the same connection; false where it does not end within the bounds.
     */
    static boolean forget(Request request) {
        Exchange exchange = Exchange.of(request);
        if (exchange.hasWholeBody()) {
            return true;
        }
        exchange.beginBody();
        int forgotten = 0;
        try {
            InputStream in = Content.Source.asInputStream(request);
            byte[] buffer = new byte[16 << 10];
            int read = 0;
            while (read >= 0 && forgotten < MAX_FORGOTTEN_BYTES && !exchange.bodyIsLate()) {
                forgotten += read;
                read = in.read(buffer);
            }
            return read < 0;
        } catch (IOException gone) {
            return false;
        } finally {
            exchange.endBody(forgotten);
        }
    }

    /** The request did not arrive whole in time; it may be sent again. */
    static RefusedRequest tooSlow() {
        return RefusedRequest.retryAfter(30, 503, "the request did not arrive whole in time; send it again");
    }
}
