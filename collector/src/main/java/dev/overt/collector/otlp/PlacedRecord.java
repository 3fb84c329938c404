package dev.overt.collector.otlp;

import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one log record stands in the body, and what it belongs to.
 *
 * @param resource what sends it, or null if it says nothing of itself
 * @param scope the part of the program that recorded it, or null
 */
record PlacedRecord(@Nullable Slice resource, @Nullable Slice scope, Slice record) {
    private static final int MAX_RECORDS = 1_000;

    /** Adds the records of one scope. */
    static void add(List<PlacedRecord> all, @Nullable Slice resource, @Nullable Slice scope, List<Slice> records) {
        for (Slice record : records) {
            if (all.size() == MAX_RECORDS) {
                throw new RefusedRequest(413, "over 1,000 log records; send fewer at once");
            }
            all.add(new PlacedRecord(resource, scope, record));
        }
    }
}
