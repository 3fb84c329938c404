package dev.overt.collector.dashboard;

import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The fields of a form that was sent, as {@code application/x-www-form-urlencoded}. */
record Form(Map<String, String> fields) {
    private static final int MAX_BYTES = 4 << 10;

    static Form read(Request request) throws IOException {
        byte[] body = RequestBody.read(request);
        if (body.length > MAX_BYTES) {
            throw new RefusedRequest(413, "the form is over 4 KiB");
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Nullable
    String get(String name) {
        return fields.get(name);
    }
}
