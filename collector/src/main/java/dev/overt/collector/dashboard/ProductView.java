package dev.overt.collector.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a product's page says, in words and numbers ready to print.
 *
 * @param firstSteps how to send a first event, or null once something has arrived
 * @param last when the last event arrived, and how long ago; null if none is stored
 */
record ProductView(
        String id,
        String name,
        String hash,
        Period period,
        String span,
        @Nullable FirstSteps firstSteps,
        List<Figure> figures,
        @Nullable Moment last,
        Chart chart,
        List<CommandRow> commands,
        List<EventRow> otherEvents,
        DropList drops) {

    /** One large number with its caption. */
    record Figure(String number, String caption) {}

    /** A time for people: {@code 3 minutes ago} and {@code 21 November 2026, 02:15 UTC}. */
    record Moment(String ago, String exact) {}

    /**
     * How to send a first event.
     *
     * @param variable the environment variable that points the tool at a collector, or null if it has none
     * @param address the collector's address with the product's write key
     * @param command what a person types to run the tool, or null if the product reports from elsewhere only
     */
    record FirstSteps(
            @Nullable String variable,
            String address,
            @Nullable String command) {}

    /**
     * How often one command ran.
     *
     * @param runShare length of its bar of a hundred, failures included
     * @param failedShare length of the part that failed
     */
    record CommandRow(
            String command, String runs, String failed, String failedPercent, int runShare, int failedShare) {}

    record EventRow(String name, String events, String installations, String why) {}

    /** @param hidden how many further rows there are */
    record DropList(List<DropRow> rows, int hidden) {}

    record DropRow(String what, String where, String became, String count) {}
}
