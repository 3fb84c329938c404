package dev.overt.collector.forward;

import java.time.Duration;
import java.util.Set;

/**
 * What came back for one request, or why nothing did.
 *
 * @param status 0 if there was no answer
 * @param body at most {@link Post#MAX_ANSWER_BYTES} of it
 * @param whole whether that is all of the body
 * @param pause how long it asks to wait before the next request; zero where it says nothing
 * @param failure why there was no answer, in this program's words; empty if there was one
 */
@SuppressWarnings("ArrayRecordComponent") // replies are never compared
record Reply(int status, byte[] body, boolean whole, Duration pause, String failure) {
    /** What is wrong lies with the request, and is as wrong when it is sent again. */
    private static final Set<Integer> FINAL = Set.of(400, 411, 413, 414, 415, 416, 422, 431);

    static Reply none(String failure) {
        return new Reply(0, new byte[0], true, Duration.ZERO, failure);
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * What became of the events of a request that was not a success. Only what lies with the events themselves is final: a
     * wrong key, a moved address or a used-up quota is mended by the operator, and loses nothing until then.
     */
    Fate fate() {
        if (status == 0) {
            return new Fate.Later(failure);
        }
        if (FINAL.contains(status)) {
            return new Fate.Refused("it answered " + status);
        }
        if (status / 100 == 3) {
            return new Fate.Later("it answered " + status + ", and redirects are not followed: correct the url");
        }
        return new Fate.Later("it answered " + status, pause);
    }
}
