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
            if (slices.size() == MAX_EVENTS) {
                throw new RefusedRequest(413, "over 1,000 events; send fewer at once");
            }
            slices.add(element(json, pointer + "/" + slices.size()));
        }
        return slices;
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
