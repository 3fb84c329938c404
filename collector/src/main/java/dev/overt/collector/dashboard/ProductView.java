package dev.overt.collector.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a product's page says.
 *
 * @param firstSteps how to send a first event, or null once something has arrived
 * @param chart null where nothing may be shown yet
 * @param session null where nobody has to log in
 */
record ProductView(
        String id,
        String name,
        String hash,
        Filter filter,
        List<String> versions,
        List<String> systems,
        @Nullable FirstSteps firstSteps,
        @Nullable Chart chart,
        List<Figure> figures,
        List<String> advice,
        List<Sheet> sheets,
        Upkeep upkeep,
        String lastPurge,
        @Nullable String warning,
        Sessions.@Nullable Session session) {

    /** One large number with its caption. */
    record Figure(String number, String caption) {}

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

    Sheet installations() {
        return sheets.get(0);
    }

    Sheet days() {
        return sheets.get(1);
    }

    /** Those that have something to say but the first two, which stand by the chart. */
    List<Sheet> others() {
        return sheets.stream().skip(2).filter(sheet -> !sheet.isEmpty()).toList();
    }
}
