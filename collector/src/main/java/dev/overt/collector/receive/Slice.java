package dev.overt.collector.receive;

import dev.overt.collector.web.RefusedRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Where one element of a batch stands in the body. A batch is cut into slices before any is read, so that one bad
 * element cannot spoil the others.
 *
 * @param pointer JSON pointer of the element
 * @param object whether it is a JSON object
 */
public record Slice(String pointer, int fromByte, int toByte, boolean object) {
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_EVENT_BYTES = 32 << 10;

    /**
     * The elements of the array that {@code json} has just entered.
     *
     * @param pointer JSON pointer of the array
     */
    public static List<Slice> array(JsonParser json, String pointer) {
        List<Slice> slices = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            checkCount(slices);
            slices.add(element(json, pointer + "/" + slices.size()));
        }
        return slices;
    }

    /** The lines of a body that has one JSON value on each; blank lines are none. */
    public static List<Slice> lines(byte[] body) {
        List<Slice> slices = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                Slice line = line(body, from, at, "/" + slices.size());
                if (line.sizeBytes() > 0) {
                    checkCount(slices);
                    slices.add(line);
                }
                from = at + 1;
            }
        }
        return slices;
    }

    private static Slice line(byte[] body, int start, int end, String pointer) {
        int from = start;
        int to = end;
        while (from < to && body[from] <= ' ' && body[from] >= 0) {
            from++;
        }
        while (from < to && body[to - 1] <= ' ' && body[to - 1] >= 0) {
            to--;
        }
        return new Slice(pointer, from, to, from < to && body[from] == '{');
    }

    private static void checkCount(List<Slice> slices) {
        if (slices.size() == MAX_EVENTS) {
            throw new RefusedRequest(413, "over 1,000 events; send fewer at once");
        }
    }

    /** The value that {@code json} stands at; leaves it at the value's end. */
    public static Slice element(JsonParser json, String pointer) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        boolean object = json.currentToken() == JsonToken.START_OBJECT;
        json.skipChildren();
        json.finishToken();
        return new Slice(pointer, from, (int) json.currentLocation().getByteOffset(), object);
    }

    public int sizeBytes() {
        return toByte - fromByte;
    }

    /** Whether it is more than an event may be. */
    public boolean tooLarge() {
        return sizeBytes() > MAX_EVENT_BYTES;
    }
}
