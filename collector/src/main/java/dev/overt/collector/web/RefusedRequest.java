package dev.overt.collector.web;

import java.util.Map;

/**
 * A request that is answered with an error; the message says to its sender what is wrong and how to mend it, and never
 * repeats what was sent.
 */
public final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    public RefusedRequest(int status, String what) {
        this(status, what, Map.of());
    }

    public RefusedRequest(int status, String what, Map<String, String> headers) {
        super(what, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    /** The request may be sent again after {@code seconds}. */
    public static RefusedRequest retryAfter(int seconds, int status, String what) {
        return new RefusedRequest(status, what, Map.of("Retry-After", Integer.toString(seconds)));
    }

    /** 429: this sender has sent more than it may, and may again after {@code seconds}. */
    public static RefusedRequest tooMuch(int seconds) {
        return retryAfter(seconds, 429, "too much is sent at once; send it again later, and less");
    }

    public int status() {
        return status;
    }

    Answer answer() {
        return Answer.error(status, String.valueOf(getMessage()), headers);
    }
}
