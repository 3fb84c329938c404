package dev.overt.collector.store;

import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An event of a manifest as the expressions in SQL by which its rows are counted. */
final class CountedEvent {
    private static final String NONE = "NULL::VARCHAR";

    private final Event event;
    private final List<Property> properties;
    private final EventTable table;

    CountedEvent(Manifest manifest, Event event) {
        this.event = event;
        this.properties = manifest.properties(event);
        this.table = new EventTable(EventTable.schema(manifest.product().id()), event.name());
    }

    /** Rows of the span of time that {@code within} says. */
    private String from(String within, String more) {
        return " FROM " + table.qualifiedName() + " WHERE " + within + more + " GROUP BY ALL";
    }

    /** Selects what {@code counts} counts: the event itself, then each of its properties. */
    Stream<String> counts(Grain grain, String within) {
        String itself = counted(grain, "", "''", "count(*)") + from(within, "");
        return Stream.concat(
                Stream.of(itself), properties.stream().flatMap(property -> counts(grain, within, property)));
    }

    private Stream<String> counts(Grain grain, String within, Property property) {
        String column = Sql.quote(property.name());
        String elements = " FROM (SELECT *, unnest(%s) AS element FROM " + table.qualifiedName() + " WHERE " + within
                + ") GROUP BY ALL";
        return switch (CountedAs.of(property.type())) {
            case VALUE ->
                Stream.of(counted(grain, property.name(), "nullif(" + column + "::VARCHAR, '')", "count(*)")
                        + from(within, " AND " + column + " IS NOT NULL"));
            case WORDS ->
                Stream.of(counted(grain, property.name(), "element", "count(*)") + elements.formatted(column));
            case KEYS ->
                Stream.of(counted(grain, property.name(), "element.key", "sum(element.value)")
                        + elements.formatted("map_entries(" + column + ")"));
            case NOTHING -> Stream.empty();
        };
    }

    private String counted(Grain grain, String property, String value, String events) {
        return selected(grain) + ", " + Sql.text(event.name()) + " AS event, " + Sql.text(property) + " AS property, "
                + value + " AS value, " + version() + " AS version, " + os() + " AS os, " + events + " AS events";
    }

    /** Selects what {@code outcomes} counts. */
    String outcomes(Grain grain, String within) {
        return selected(grain) + ", " + column(Fact.COMMAND) + " AS command, " + column(Fact.OUTCOME) + " AS outcome, "
                + column(Fact.ERROR) + " AS error, " + version() + " AS version, " + os() + " AS os, count(*) AS events"
                + from(within, "");
    }

    /** Selects what {@code funnel} counts; this event is one of its steps. */
    String funnel(Grain grain, String within, String step) {
        return selected(grain) + ", '" + step + "' AS step, " + os() + " AS os, "
                + first(property -> property.type() instanceof PropertyType.Architecture) + " AS arch, "
                + column(Fact.RELEASE) + " AS release, count(*) AS events" + from(within, "");
    }

    private static String selected(Grain grain) {
        return "SELECT date_trunc('" + grain.word() + "', occurred_at)::TIMESTAMP AS start, install_id,"
                + " count(*) FILTER (install_id IS NULL) AS anonymous";
    }

    private String version() {
        return find(property -> property.fact() == Fact.PRODUCT)
                .or(() -> find(
                        property -> property.fact() == Fact.RELEASE && property.type() instanceof PropertyType.Version))
                .orElse(NONE);
    }

    private String os() {
        return first(property -> property.type() instanceof PropertyType.OperatingSystem);
    }

    private String column(Fact fact) {
        return first(property -> property.fact() == fact);
    }

    private String first(Predicate<Property> wanted) {
        return find(wanted).orElse(NONE);
    }

    /** A value that is not there and an empty one are the same. */
    private Optional<String> find(Predicate<Property> wanted) {
        return properties.stream()
                .filter(wanted)
                .findFirst()
                .map(property -> "nullif(" + Sql.quote(property.name()) + "::VARCHAR, '')");
    }
}
