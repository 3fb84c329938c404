package dev.overt.collector.posthog;

import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.server.Request;

/**
 * The JSON of a PostHog request, out of what it is wrapped in. Clients name the wrappings in places of many kinds, or
 * nowhere, so only the bytes decide, as in PostHog's own server:
 *
 * <pre>
 * body of POST, or ?data= of any method
 *   gzip                  Content-Encoding: gzip, ?compression=gzip-js, or not named at all
 *   data=… of a form      a beacon, text/plain as well as application/x-www-form-urlencoded
 *   base64                ?compression=base64; in a form a plus may have become a space
 *   gzip                  gzip within base64
 * JSON                    starts with { or [
 * </pre>
 */
final class PostHogPayload {
    private static final String DATA = "data=";

    private PostHogPayload() {}

    /**
     * The JSON that {@code request} brings.
     *
     * @param data what its query has in place of a body, or an empty text
     * @throws RefusedRequest 400 if nothing is sent, or if what is sent cannot be unwrapped; 413 over a bound
     */
    static byte[] read(Request request, String data) throws IOException {
        byte[] sent = data.isEmpty() ? RequestBody.read(request) : utf8(data);
        if (sent.length == 0) {
            throw new RefusedRequest(400, "nothing is sent; send events as the body");
        }
        byte[] field = isJson(sent) ? sent : fieldOfForm(sent);
        return isJson(field) ? field : RequestBody.decompressed(base64(field), request);
    }

    private static boolean isJson(byte[] bytes) {
        for (byte next : bytes) {
            if (next > ' ' || next < 0) {
                return next == '{' || next == '[';
            }
        }
        return false;
    }

    /** The field {@code data} of a form; all of {@code bytes} if they are no form that has it. */
    private static byte[] fieldOfForm(byte[] bytes) {
        String form = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = form.startsWith(DATA) ? 0 : form.indexOf("&" + DATA) + 1;
        if (!form.startsWith(DATA, name)) {
            return bytes;
        }
        int from = name + DATA.length();
        int end = form.indexOf('&', from);
        try {
            return utf8(URLDecoder.decode(form.substring(from, end < 0 ? form.length() : end), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(400, "the form's data is not percent-encoded UTF-8");
        }
    }

    private static byte[] base64(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .strip()
                .replace(' ', '+')
                .replace('-', '+')
                .replace('_', '/');
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(400, "the body is neither JSON nor a form or base64 that holds it");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
