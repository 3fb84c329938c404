package dev.overt.collector.receive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The ids of one request's events that come without a UUID. Not for several threads. */
public final class DerivedIds {
    private final Intake intake;
    private final Map<UUID, Integer> repeats = new HashMap<>();

    public DerivedIds(Intake intake) {
        this.intake = intake;
    }

    /** An id for an event without any: the same bytes again, in the same request, are another event. */
    public UUID ofBytes(byte[] body, Slice slice) {
        UUID first = intake.idOf(body, slice, 0);
        int nth = repeats.merge(first, 1, Integer::sum) - 1;
        return nth == 0 ? first : intake.idOf(body, slice, nth);
    }

    /** What stands for some bytes, however often they occur. */
    public UUID firstOf(byte[] body, Slice slice) {
        return intake.idOf(body, slice, 0);
    }

    /** An id for an event whose own id is some text: the same text is the same event. */
    public UUID ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return intake.idOf(bytes, new Slice("", 0, bytes.length, false), 0);
    }
}
