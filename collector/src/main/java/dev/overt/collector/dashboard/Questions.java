package dev.overt.collector.dashboard;

import dev.overt.collector.store.PublishedStore;
import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Trigger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a maintainer asks of one product. It reads nothing but what is published. */
final class Questions {
    private static final String OF = " WHERE product = ? AND start >= CAST(? AS DATE)";
    private static final int MAX_COHORT_WEEKS = 9;
    private static final String BECAME = "What became of it";

    private final PublishedStore published;
    private final Manifest manifest;
    private final Filter filter;

    Questions(PublishedStore published, Manifest manifest, Filter filter) {
        this.published = published;
        this.manifest = manifest;
        this.filter = filter;
    }

    /** All that can be asked, in the order of the page. */
    List<Sheet> all() {
        return asked().values().stream().map(Supplier::get).toList();
    }

    Optional<Sheet> ask(String name) {
        return Optional.ofNullable(asked().get(name)).map(Supplier::get);
    }

    private Map<String, Supplier<Sheet>> asked() {
        Map<String, Supplier<Sheet>> asked = new LinkedHashMap<>();
        asked.put("installations", this::installations);
        asked.put("days", this::days);
        asked.put("months", this::months);
        asked.put("versions", this::versions);
        asked.put("systems", this::systems);
        event(Trigger.COMMAND).ifPresent(event -> {
            asked.put("commands", () -> commands(event));
            asked.put("errors", () -> values(event, Fact.ERROR, "errors", "Error classes", "Error class"));
            asked.put("durations", () -> durations(event));
        });
        asked.put("funnel", () -> funnel("os", "funnel", "Installs by system"));
        asked.put("architectures", this::architectures);
        asked.put("cohorts", this::cohorts);
        asked.put("events", this::events);
        asked.put("drops", this::drops);
        return asked;
    }

    /** Versions, or systems, by which the page may be filtered. */
    List<String> choices(String column) {
        return texts("SELECT DISTINCT " + column + " FROM counts" + OF + " AND event <> '' AND " + column
                + " NOT IN ('', 'Other') ORDER BY 1");
    }

    Sheet installations() {
        return sheet(
                "installations",
                "Active installations by week",
                "",
                List.of("Week from", "Installations", "Events"),
                1,
                "SELECT start::VARCHAR, installs, events FROM counts" + OF
                        + " AND event = '' AND version = ? AND os = ? ORDER BY 1",
                filter.version(),
                filter.os());
    }

    private Sheet days() {
        return sheet(
                "days",
                "Active installations by day",
                "Of all versions and systems; the last four weeks.",
                List.of("Day", "Installations", "Events"),
                1,
                "SELECT day::VARCHAR, installs, events FROM days" + OF + " AND start >= CAST(? AS DATE) ORDER BY 1",
                filter.thisWeek().minusWeeks(3).toString());
    }

    private Sheet months() {
        return sheet(
                "months",
                "Active installations by month",
                "Of all versions and systems.",
                List.of("Month from", "Installations"),
                1,
                "SELECT start::VARCHAR, installs FROM months" + OF + " ORDER BY 1");
    }

    Sheet versions() {
        return latest("version", "versions", "Versions", "Version");
    }

    Sheet systems() {
        return latest("os", "systems", "Systems", "System");
    }

    private Sheet latest(String column, String name, String title, String heading) {
        String week = lastWeek().toString();
        return sheet(
                name,
                title,
                "Installations in the week from " + Wording.day(lastWeek())
                        + " and in the one before; events of the period.",
                List.of(heading, "Installations", "Week before", "Events"),
                1,
                "SELECT " + column + ", max(installs) FILTER (start = CAST(? AS DATE)),"
                        + " max(installs) FILTER (start = CAST(? AS DATE) - 7), sum(events)::BIGINT FROM counts" + OF
                        + " AND event = '' AND " + column
                        + " <> '' GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 4 DESC, 1",
                week,
                week);
    }

    /** The last week that is over, if it is shown; else the last that is. */
    LocalDate lastWeek() {
        return texts("SELECT coalesce(max(start) FILTER (start < CAST('" + filter.thisWeek()
                        + "' AS DATE)), max(start))::VARCHAR FROM weeks" + OF)
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(LocalDate::parse)
                .orElse(filter.thisWeek());
    }

    /** How many failed is known of the weeks in which it is published, so it is said in hundredths of those. */
    Sheet commands(Event event) {
        return sheet(
                "commands",
                "Commands",
                filter.splits() ? "How many failed is known only of all versions and systems together." : "",
                List.of("Command", "Runs", "Failed, %"),
                1,
                "SELECT value, sum(events)::BIGINT, max(failed) FROM counts LEFT JOIN (SELECT command,"
                        + " round(100 * coalesce(sum(events) FILTER (outcome = 'error'), 0) / sum(events))::BIGINT AS failed FROM outcomes"
                        + " WHERE product = '" + manifest.product().id() + "' AND start >= CAST('" + filter.from()
                        + "' AS DATE) AND " + !filter.splits() + " GROUP BY 1) ON command = value" + OF
                        + " AND event = ? AND property = ? AND version = ? AND os = ? GROUP BY 1"
                        + " ORDER BY value = 'Other', 2 DESC, 1",
                event.name(),
                property(event, is(Fact.COMMAND)),
                filter.version(),
                filter.os());
    }

    /** Of events without an error class the rest would be the most. */
    private Sheet values(Event event, Fact fact, String name, String title, String heading) {
        return sheet(
                name,
                title,
                "",
                List.of(heading, "Events"),
                1,
                "SELECT value, sum(events)::BIGINT FROM counts" + OF
                        + " AND event = ? AND property = ? AND version = ? AND os = ?"
                        + (fact == Fact.ERROR ? " AND value <> 'Other'" : "")
                        + " GROUP BY 1 ORDER BY value = 'Other', 2 DESC, 1",
                event.name(),
                property(event, is(fact)),
                filter.version(),
                filter.os());
    }

    /** In the order of the ranges. */
    private Sheet durations(Event event) {
        Sheet sheet = values(event, Fact.DURATION, "durations", "How long commands take", "Duration");
        List<String> order = manifest.properties(event).stream()
                .filter(is(Fact.DURATION))
                .map(Property::type)
                .filter(PropertyType.Bucket.class::isInstance)
                .flatMap(type -> ((PropertyType.Bucket) type).labels().stream())
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>(sheet.rows());
        rows.sort(Comparator.comparingInt(row -> Math.floorMod(order.indexOf(row.get(0)), order.size() + 1)));
        return new Sheet(sheet.name(), sheet.title(), sheet.note(), sheet.columns(), rows, sheet.bar());
    }

    private Sheet architectures() {
        String property = manifest.events().stream()
                .filter(event -> event.trigger() == Trigger.INSTALL_START)
                .findFirst()
                .map(event -> property(event, declared -> declared.type() instanceof PropertyType.Architecture))
                .orElse("");
        return funnel("'" + property + "'", "architectures", "Installs by architecture");
    }

    /** @param by {@code os}, or a property in apostrophes */
    private Sheet funnel(String by, String name, String title) {
        boolean bySystem = by.equals("os");
        String counted = "coalesce(sum(events) FILTER (event = '%s'), 0)::BIGINT";
        String where = bySystem ? "property = '' AND os <> ''" : "property = " + by + " AND value <> '' AND os = ''";
        return sheet(
                name,
                title,
                "",
                List.of(bySystem ? "System" : "Architecture", "Started", "Completed", "Failed"),
                1,
                "SELECT " + (bySystem ? "os" : "value") + ", " + counted.formatted(name(Trigger.INSTALL_START)) + ", "
                        + counted.formatted(name(Trigger.INSTALL_COMPLETE)) + ", "
                        + counted.formatted(name(Trigger.INSTALL_FAILED)) + " FROM counts" + OF + " AND event IN ('"
                        + name(Trigger.INSTALL_START) + "', '" + name(Trigger.INSTALL_COMPLETE) + "', '"
                        + name(Trigger.INSTALL_FAILED) + "') AND event <> '' AND version = '' AND " + where
                        + " GROUP BY 1 ORDER BY 2 DESC, 1");
    }

    private Sheet events() {
        return sheet(
                "events",
                "Events",
                "Installations in the week from " + Wording.day(lastWeek()) + ".",
                List.of("Event", "Events", "Installations"),
                1,
                "SELECT event, sum(events)::BIGINT, max(installs) FILTER (start = CAST('" + lastWeek()
                        + "' AS DATE)) FROM counts" + OF
                        + " AND event <> '' AND property = '' AND version = ? AND os = ? GROUP BY 1"
                        + " ORDER BY event = 'Other', 2 DESC, 1",
                filter.version(),
                filter.os());
    }

    /** How many of those first seen in a week were there so many weeks later. */
    private Sheet cohorts() {
        Map<String, @Nullable Object[]> lines = new TreeMap<>();
        for (List<@Nullable Object> row : rows(
                "SELECT cohort::VARCHAR, (start - cohort) // 7, installs FROM cohorts" + OF
                        + " AND cohort >= CAST(? AS DATE) ORDER BY 1, 2",
                filter.from().toString())) {
            int later = (int) Sheet.number(row.get(1));
            if (later < MAX_COHORT_WEEKS) {
                lines.computeIfAbsent(String.valueOf(row.get(0)), any -> new Object[MAX_COHORT_WEEKS])[later] =
                        row.get(2);
            }
        }
        List<String> columns = new ArrayList<>(List.of("First seen in the week from"));
        for (int later = 0; later < MAX_COHORT_WEEKS; later++) {
            columns.add(later == 0 ? "Then" : "Week " + later);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        lines.forEach((cohort, counts) -> {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(cohort);
            row.addAll(Arrays.asList(counts));
            rows.add(row);
        });
        return new Sheet(
                "cohorts",
                "Retention",
                "How many of the installations first seen in a week were there so many weeks later.",
                columns,
                rows,
                -1);
    }

    private Sheet drops() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : rows(
                "SELECT reason, event, property, sum(count)::BIGINT FROM drops" + OF
                        + " GROUP BY reason, event, property ORDER BY reason = 'client_metadata', 4 DESC NULLS LAST, 1, 2, 3")) {
            Wording.Reason reason = Wording.dropped(String.valueOf(row.get(0)));
            String property = String.valueOf(row.get(2));
            String where = row.get(1) + (property.isEmpty() ? "" : " · " + property);
            List<@Nullable Object> line = new ArrayList<>();
            line.add(reason.what());
            line.add(where.replace("*", "(name not kept)"));
            line.add(row.get(3));
            line.add(reason.became());
            rows.add(line);
        }
        return new Sheet(
                "drops",
                "What was dropped, and why",
                "Of 10 installations at least. Of what is refused, or was never sent, nobody knows how many sent it: only that"
                        + " there was some is told, and the operator can ask for more with overt sql. No value is ever kept.",
                List.of("What", "Where", "Times", BECAME),
                rows,
                -1);
    }

    private String name(Trigger trigger) {
        return event(trigger).map(Event::name).orElse("");
    }

    private Optional<Event> event(Trigger trigger) {
        return manifest.events().stream()
                .filter(event -> event.trigger() == trigger)
                .findFirst();
    }

    private static Predicate<Property> is(Fact fact) {
        return property -> property.fact() == fact;
    }

    /** The first such property of an event; no property has an empty name. */
    private String property(Event event, Predicate<Property> wanted) {
        return manifest.properties(event).stream()
                .filter(wanted)
                .findFirst()
                .map(Property::name)
                .orElse("\n");
    }

    /** All names that stand in a statement are the manifest's own, {@code [a-z][a-z0-9_-]*}; all values are parameters. */
    private Sheet sheet(
            String name, String title, String note, List<String> columns, int bar, String sql, Object... parameters) {
        return new Sheet(name, title, note, columns, rows(sql, parameters), bar);
    }

    /** The product and the first week stand where {@link #OF} does: after the parameters that come before it. */
    private List<List<@Nullable Object>> rows(String sql, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        int before = (int) sql.substring(0, sql.indexOf(OF))
                .chars()
                .filter(character -> character == '?')
                .count();
        all.add(before, manifest.product().id());
        all.add(before + 1, filter.from().toString());
        return published.query(sql, all.toArray()).rows();
    }

    private List<String> texts(String sql) {
        return rows(sql).stream()
                .map(row -> row.get(0) == null ? "" : String.valueOf(row.get(0)))
                .toList();
    }
}
