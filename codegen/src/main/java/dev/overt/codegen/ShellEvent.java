package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an installer says of its events: the lines of a function that adds the properties of the event {@code $1}. */
record ShellEvent(Manifest manifest, List<Event> events) {

    static ShellEvent of(Manifest manifest) {
        return new ShellEvent(manifest, manifest.events(Surface.INSTALLER));
    }

    /** Every property of every event. */
    private Stream<Property> properties() {
        return events.stream().flatMap(event -> manifest.properties(event).stream());
    }

    /** Whether one of them is of such a type. */
    boolean has(Predicate<PropertyType> kind) {
        return properties().map(Property::type).anyMatch(kind);
    }

    boolean saysWhichMachine() {
        return has(PropertyType.OperatingSystem.class::isInstance)
                || has(PropertyType.Architecture.class::isInstance)
                || has(PropertyType.Platform.class::isInstance);
    }

    /** The names of those that the installer passes. */
    List<String> passed() {
        return properties()
                .filter(each -> new ShellProperty(each).isPassed())
                .map(Property::name)
                .distinct()
                .toList();
    }

    /** @throws IllegalArgumentException if a property is of a type that a script cannot do */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (expires()) {
            lines.add("_telemetry_today=$(command date -u +%Y%m%d)");
        }
        List<Property> common = manifest.properties(events.get(0)).stream()
                .filter(manifest.common()::contains)
                .toList();
        common.forEach(each -> lines.addAll(new ShellProperty(each).lines()));
        List<String> arms = new ArrayList<>();
        events.forEach(each -> arms.addAll(arm(each, common)));
        if (!arms.isEmpty()) {
            lines.add("case $1 in");
            lines.addAll(arms);
            lines.add("esac");
        }
        return lines;
    }

    private boolean expires() {
        Stream<@Nullable LocalDate> days =
                Stream.concat(events.stream().map(Event::expires), properties().map(Property::expires));
        return days.anyMatch(Objects::nonNull);
    }

    /** What one event has and the others have not. */
    private List<String> arm(Event event, List<Property> common) {
        List<String> lines = new ArrayList<>();
        if (event.expires() != null) {
            lines.add("  " + notAfter(event.expires()) + " || return 1");
        }
        manifest.properties(event).stream()
                .filter(each -> !common.contains(each))
                .forEach(each -> new ShellProperty(each).lines().forEach(line -> lines.add("  " + line)));
        if (!lines.isEmpty()) {
            lines.add(0, event.name() + ")");
            lines.add("  ;;");
        }
        return lines;
    }

    /** What holds on that day and before. */
    static String notAfter(LocalDate day) {
        return "[ \"$_telemetry_today\" -le " + day.toString().replace("-", "") + " ]";
    }
}
