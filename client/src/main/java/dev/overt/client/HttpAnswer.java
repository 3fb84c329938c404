package dev.overt.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a server answers by HTTP/1.1, read within bounds; header names are in lower case. */
record HttpAnswer(int status, Map<String, String> headers) {
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    /** Reads to the end of the headers and not a byte further; skips interim answers. */
    static HttpAnswer readHead(InputStream in) throws IOException {
        int[] left = {MAX_HEAD_BYTES};
        while (true) {
            String first = line(in, left);
            if (!first.startsWith("HTTP/1.") || first.length() < 12) {
                throw new IOException("the answer was not HTTP");
            }
            int status = number(first.substring(9, 12), 10);
            Map<String, String> headers = new HashMap<>();
            for (String each = line(in, left); !each.isEmpty(); each = line(in, left)) {
                int colon = each.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            each.substring(0, colon).toLowerCase(Locale.ROOT),
                            each.substring(colon + 1).trim());
                }
            }
            if (status >= 200 || status == 101) {
                return new HttpAnswer(status, headers);
            }
        }
    }

    /** Reads what follows the headers; throws where it is cut off or longer than {@code maxBytes}. */
    byte[] readBody(InputStream in, int maxBytes) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks(in, maxBytes);
        }
        String length = headers.get("content-length");
        int expected = length == null ? -1 : number(length, 10);
        byte[] body = in.readNBytes(Math.min(expected < 0 ? maxBytes + 1 : expected, maxBytes + 1));
        return checked(body.length, expected < 0 ? body.length : expected, maxBytes, body);
    }

    private static byte[] chunks(InputStream in, int maxBytes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line(in, new int[] {MAX_HEAD_BYTES});
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            byte[] chunk = in.readNBytes(Math.min(size, maxBytes + 1));
            body.write(checked(chunk.length, size, maxBytes - body.size(), chunk));
            line(in, new int[] {MAX_HEAD_BYTES});
        }
    }

    private static byte[] checked(int read, int expected, int maxBytes, byte[] bytes) throws IOException {
        if (expected > maxBytes) {
            throw new IOException("the answer was too long");
        }
        if (read < expected) {
            throw new EOFException("the answer was cut off");
        }
        return bytes;
    }

    private static int number(String digits, int radix) throws IOException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException tooLarge) {
            // Neither is one that is below zero.
        }
        throw new IOException("the answer was not HTTP");
    }

    /** A line without its end; takes its bytes from what is {@code left}. */
    private static String line(InputStream in, int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("the answer was cut off");
            }
            if (--left[0] < 0) {
                throw new IOException("the answer was too long");
            }
            if (each != '\r') {
                line.write(each);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
