package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType.SelfFilled;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Trigger;
import dev.overt.manifest.Variable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders {@code entrypoint-telemetry.sh}: what the entrypoint of a product's container sources, in POSIX sh, to report
 * that it was installed or updated. What it posts is the form of one event from a script in {@code protocol/README.md}. The
 * same manifest gives the same bytes. Thread-safe.
 */
public final class ContainerEntrypoint {
    private final Manifest manifest;

    private ContainerEntrypoint(Manifest manifest) {
        this.manifest = manifest;
    }

    /**
     * The script.
     *
     * @throws IllegalArgumentException if a property of a container's event is of a type that no shell can bring into form
     */
    public static String render(Manifest manifest) {
        return new ContainerEntrypoint(manifest).script();
    }

    /** What the container's log says before {@code event} is sent. */
    static String notice(String event) {
        return "Telemetry: " + event + " (anonymous). Disable: DO_NOT_TRACK=1";
    }

    private String script() {
        PostAddress address = PostAddress.of(manifest.delivery().collector());
        ScriptTemplate template = ScriptTemplate.read("entrypoint-telemetry.sh")
                .with("NAME", ShellText.comment(manifest.product().name()))
                .with("HASH", manifest.hash())
                .with("FUNCTION", manifest.product().id().replace('-', '_') + "_telemetry")
                .with("USAGE", usage())
                .with("CONSENT", EntrypointConsent.lines(manifest))
                .with("PROPERTIES", events())
                .with("MARKER", ShellText.path(Objects.requireNonNull(manifest.marker(), "marker")))
                .with("INSTALLED", happened(Trigger.CONTAINER_INSTALL))
                .with("UPDATED", updated())
                .with("URL", ShellText.word(address.url()))
                .with("KEY", ShellText.word(Objects.requireNonNullElse(address.key(), "")))
                .with("REDIRECT", redirect())
                .with("DEBUG", debug())
                .with("NOTICE", notice("$event"));
        List<String> functions = EntrypointFunctions.of(manifest).calledBy(template.lines());
        return template.with("FUNCTIONS", functions).text();
    }

    /** The arguments: the version, then each value that only the entrypoint knows. */
    private String usage() {
        Stream<String> given = events(manifest)
                .flatMap(event -> event.properties().stream())
                .filter(ContainerEntrypoint::isGiven)
                .map(Property::name)
                .distinct()
                .map(name -> name + "=\"$" + name.toUpperCase(Locale.ROOT) + "\"");
        return Stream.concat(Stream.of("\"$VERSION\""), given).collect(Collectors.joining(" "));
    }

    private static Stream<Event> events(Manifest manifest) {
        return manifest.events(Surface.CONTAINER).stream();
    }

    private List<String> events() {
        return events(manifest).flatMap(this::event).toList();
    }

    private Stream<String> event(Event event) {
        Stream<String> properties = manifest.properties(event).stream().map(property -> "  " + property(property));
        return Stream.of(Stream.of(event.name() + ")"), properties, Stream.of("  ;;"))
                .flatMap(lines -> lines);
    }

    private static String property(Property property) {
        String known = EntrypointValue.added(property.name(), property.type());
        String line = property.fact() == Fact.PREVIOUS
                ? "value=$previous && " + known
                : property.fact() != null
                        ? "value=$current && " + known
                        : isGiven(property) ? given(property) + known : known;
        return property.expires() == null ? line : lasts(property.expires()) + " && { " + line + "; }";
    }

    /** What is not passed is as any other value that is none, unless it may be absent. */
    private static String given(Property property) {
        return "given " + property.name() + " \"$@\"" + (property.optional() ? " && " : "; ");
    }

    /** Whether only the entrypoint knows it. */
    private static boolean isGiven(Property property) {
        return property.fact() == null
                && !(property.type() instanceof SelfFilled known && known.isKnownOn(Surface.CONTAINER));
    }

    /** What to do where such an event has happened: nothing, where none is declared. */
    private String happened(Trigger trigger) {
        return events(manifest)
                .filter(event -> event.trigger() == trigger)
                .map(event ->
                        (event.expires() == null ? "" : lasts(event.expires()) + " && ") + "event=" + event.name())
                .findFirst()
                .orElse(":");
    }

    /** The version before is kept where the event tells it. */
    private List<String> updated() {
        boolean told = events(manifest)
                .flatMap(event -> manifest.properties(event).stream())
                .anyMatch(property -> property.fact() == Fact.PREVIOUS);
        return told
                ? List.of("previous=$value", happened(Trigger.CONTAINER_UPDATE))
                : List.of(happened(Trigger.CONTAINER_UPDATE));
    }

    private static String lasts(LocalDate day) {
        return "lasts " + day.toString().replace("-", "");
    }

    /** The first variable that names a collector is taken. */
    private List<String> redirect() {
        String asked = variables(Variable.Collector.class)
                .map(name -> "redirect \"${" + name + "-}\"")
                .collect(Collectors.joining(" || "));
        return asked.isEmpty() ? List.of() : List.of(asked);
    }

    private List<String> debug() {
        return variables(Variable.Debug.class)
                .map(name -> "! truthy \"${" + name + "-}\" || { printf '%s\\n' \"$body\" >&3 && exit; }")
                .toList();
    }

    private Stream<String> variables(Class<? extends Variable> kind) {
        return manifest.consent().environment().stream()
                .filter(kind::isInstance)
                .map(Variable::name);
    }
}
