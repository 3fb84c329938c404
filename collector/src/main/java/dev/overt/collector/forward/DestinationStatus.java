package dev.overt.collector.forward;

import org.jspecify.annotations.Nullable;

/**
 * How one destination of a product fares.
 *
 * @param trouble why it does not take all, in this program's words; null while it does
 * @param behind bytes of the log, or events in memory, that are not dealt with
 * @param lagSeconds age of the oldest event that is being delivered; 0 while none is
 * @param sent events that it has taken since the start
 * @param dead events that it has refused for ever since the start
 * @param lost events that nobody has any more since the start
 * @param refused events of those refused that are kept
 */
public record DestinationStatus(
        String product,
        String destination,
        @Nullable String trouble,
        long behind,
        long lagSeconds,
        long sent,
        long dead,
        long lost,
        long refused) {
    /** One sentence of it. */
    public String text() {
        String how = trouble == null ? "takes all" : "waits: " + trouble;
        return how + "; " + behind + " behind, " + sent + " sent, " + dead + " refused, " + lost + " lost.";
    }
}
