package dev.overt.collector.dashboard;

import dev.overt.collector.store.EventStore;
import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the store says of one product in one period.
 *
 * <p>{@code at} is a word of DuckDB's SQL, so it stands in quotes. All names that stand in a statement are the manifest's own, {@code [a-z][a-z0-9_-]*}; all values are parameters.
 */
final class Figures {
    private final Manifest manifest;
    private final Period period;
    private final EventStore store;
    private final String from;
    private final String to;

    /** How many events, and from how many installations. */
    record Amount(long events, long installations) {}

    /** How often a command ran with an outcome; either may be unknown. */
    record Run(@Nullable String command, @Nullable String outcome, long count) {}

    /** How often something was dropped; {@code property} is empty where a whole event was. */
    record Dropped(String reason, String event, String property, long count) {}

    Figures(Manifest manifest, Period period, EventStore store) {
        this.manifest = manifest;
        this.period = period;
        this.store = store;
        this.from = period.first().toString();
        this.to = period.last().toString();
    }

    Amount total() {
        return amounts("select '', count(*), count(distinct install_id) from " + received() + " group by 1")
                .getOrDefault("", new Amount(0, 0));
    }

    Map<String, Amount> byEvent() {
        return amounts("select event, count(*), count(distinct install_id) from " + received() + " group by 1");
    }

    private Map<String, Amount> amounts(String sql) {
        Map<String, Amount> amounts = new HashMap<>();
        for (List<@Nullable Object> row : rows(sql, to, from)) {
            amounts.put(text(row.get(0)), new Amount(number(row.get(1)), number(row.get(2))));
        }
        return amounts;
    }

    /** Every day of the period, also those without events. */
    List<Chart.Day> byDay() {
        Map<String, Map<String, Long>> events = new HashMap<>();
        for (List<@Nullable Object> row :
                rows("select cast(day as varchar), event, count(*) from " + received() + " group by 1, 2", to, from)) {
            events.computeIfAbsent(text(row.get(0)), day -> new HashMap<>()).put(text(row.get(1)), number(row.get(2)));
        }
        Map<String, Amount> installations = amounts(
                "select cast(day as varchar), count(*), count(distinct install_id) from " + received() + " group by 1");
        return period.all()
                .map(day -> new Chart.Day(
                        day,
                        events.getOrDefault(day.toString(), Map.of()),
                        installations
                                .getOrDefault(day.toString(), new Amount(0, 0))
                                .installations()))
                .toList();
    }

    /** The product's events of the period; its parameters are the last day and the first. */
    private String received() {
        return "(select *, least(cast(occurred_at as date), cast(? as date)) as day from (" + everything()
                + ") where occurred_at >= cast(? as timestamp))";
    }

    private String everything() {
        return manifest.events().stream()
                .map(event -> "select occurred_at, received_at, install_id, '" + event.name() + "' as event from "
                        + table(event))
                .collect(Collectors.joining(" union all "));
    }

    private String table(Event event) {
        return quoted(manifest.product().id().replace('-', '_')) + "." + quoted(event.name());
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    Optional<Instant> lastReceived() {
        Object millis = rows("select epoch_ms(max(received_at)) from (" + everything() + ")")
                .get(0)
                .get(0);
        return Optional.ofNullable(millis).map(value -> Instant.ofEpochMilli(number(value)));
    }

    /** Runs of each command by outcome; none if the manifest has no event for commands. */
    List<Run> runs() {
        Optional<Event> event = manifest.events().stream()
                .filter(declared -> declared.trigger() == Trigger.COMMAND)
                .findFirst();
        if (event.isEmpty()) {
            return List.of();
        }
        String command = column(event.get(), Fact.COMMAND);
        String outcome = column(event.get(), Fact.OUTCOME);
        List<Run> runs = new ArrayList<>();
        for (List<@Nullable Object> row : rows(
                "select " + command + ", " + outcome + ", count(*) from " + table(event.get())
                        + " where occurred_at >= cast(? as timestamp) group by 1, 2",
                from)) {
            runs.add(new Run(textOrNull(row.get(0)), textOrNull(row.get(1)), number(row.get(2))));
        }
        return runs;
    }

    private String column(Event event, Fact fact) {
        return manifest.properties(event).stream()
                .filter(property -> property.fact() == fact)
                .findFirst()
                .map(Property::name)
                .map(Figures::quoted)
                .orElse("cast(null as varchar)");
    }

    List<Dropped> dropped() {
        List<Dropped> dropped = new ArrayList<>();
        dropped.addAll(dropped("select reason, event, property, sum(count) from overt.drops"
                + " where product = ? and day >= cast(? as date) group by 1, 2, 3"));
        dropped.addAll(dropped("select reason, event, '', count(*) from overt.quarantine"
                + " where product = ? and received_at >= cast(? as timestamp) group by 1, 2"));
        return dropped;
    }

    /** What clients counted themselves. */
    List<Dropped> clientDropped() {
        return dropped("select reason, '', '', sum(count) from overt.client_drops"
                + " where product = ? and day >= cast(? as date) group by 1");
    }

    private List<Dropped> dropped(String sql) {
        return rows(sql, manifest.product().id(), from).stream()
                .map(row -> new Dropped(text(row.get(0)), text(row.get(1)), text(row.get(2)), number(row.get(3))))
                .toList();
    }

    private List<List<@Nullable Object>> rows(String sql, Object... parameters) {
        return store.query(sql, parameters).rows();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
