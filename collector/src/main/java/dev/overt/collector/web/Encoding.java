package dev.overt.collector.web;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** How a body is compressed. Its first bytes decide, for clients label it wrongly both ways. */
enum Encoding {
    PLAIN,
    GZIP,
    ZSTD;

    private static final int BUFFER_BYTES = 8 << 10;

    /** The window of RFC 9659, 8 MiB: what a decoder of content must have, and all that it is given. */
    private static final int MAX_ZSTD_WINDOW_LOG = 23;

    /** @throws RefusedRequest 415 if the label is none of ours, or says several */
    static void checkLabel(Request request) {
        List<String> labels = request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING);
        String label = String.join(",", labels).strip().toLowerCase(Locale.ROOT);
        if (!List.of("", "identity", "gzip", "x-gzip", "zstd").contains(label)) {
            throw new RefusedRequest(415, "Content-Encoding must be gzip or zstd, one of them once, or absent");
        }
    }

    static Encoding of(byte[] raw) {
        if (startsWith(raw, 0x1f, 0x8b)) {
            return GZIP;
        }
        return startsWith(raw, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : PLAIN;
    }

    private static boolean startsWith(byte[] raw, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (raw.length <= i || (raw[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    InputStream decompress(byte[] raw) throws IOException {
        InputStream in = new ByteArrayInputStream(raw);
        return switch (this) {
            case PLAIN -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
            case ZSTD -> zstd(in);
        };
    }

    private static InputStream zstd(InputStream in) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(in).setLongMax(MAX_ZSTD_WINDOW_LOG);
        } catch (LinkageError e) {
            throw new RefusedRequest(415, "this collector's system has no zstd; use gzip");
        }
    }
}
