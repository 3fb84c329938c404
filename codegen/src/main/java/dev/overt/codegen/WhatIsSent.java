package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Fact;
import dev.overt.manifest.Identity;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.Surface;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is sent: each event of each surface with all of its properties, and an example as it is sent. */
final class WhatIsSent {
    /** From so many events on, a table of all of them helps. */
    private static final int MANY = 6;

    /** What reports from a script, one event in a request. */
    private static final Set<Surface> SCRIPTS = EnumSet.of(Surface.INSTALLER, Surface.CONTAINER);

    private static final List<String> COLUMNS = List.of("Property", "What it holds", "Example");

    private final Manifest manifest;
    private final boolean severalSurfaces;
    private final Section section = new Section("what-is-sent", "What is sent");

    WhatIsSent(Manifest manifest) {
        this.manifest = manifest;
        this.severalSurfaces = manifest.surfaces().size() > 1;
    }

    Section section() {
        section.paragraph(
                "There {}. What this page does not name can neither be recorded nor sent nor stored.",
                manifest.events().size() == 1
                        ? "is 1 event"
                        : "are " + manifest.events().size() + " events");
        section.paragraph(alone()).paragraph(carried()).paragraph(posted());
        overview();
        manifest.surfaces().forEach(this::surface);
        FreeTextNote.append(section, manifest);
        return section;
    }

    /** Where the tool itself reports nothing, people should know it. */
    private Prose alone() {
        List<Prose> others = manifest.surfaces().stream()
                .map(SurfaceText::name)
                .map(Prose::of)
                .toList();
        return manifest.surfaces().contains(Surface.TOOL)
                ? Prose.NOTHING
                : Prose.of(
                        "Events come from {} alone. {} itself reports nothing.",
                        Wording.list(others, "and"),
                        manifest.product().name());
    }

    private void overview() {
        if (manifest.events().size() >= MANY) {
            section.table(
                    Prose.of("All events"),
                    List.of("Event", "When it is recorded"),
                    manifest.events().stream()
                            .map(event -> List.of(Prose.code(event.name()), Prose.theirs(event.when())))
                            .toList());
        }
    }

    private void surface(Surface surface) {
        List<Event> events = manifest.events(surface);
        if (severalSurfaces) {
            section.heading(3, "from-" + surface.name().toLowerCase(Locale.ROOT), Prose.of(SurfaceText.title(surface)));
        }
        List<Property> shared = events.size() == 1 ? List.of() : shared(events);
        if (!shared.isEmpty()) {
            section.table(Prose.of("On every event of {}", SurfaceText.name(surface)), COLUMNS, PropertyRow.of(shared));
        }
        events.forEach(event -> event(event, shared));
        section.paragraph("An example, as it is sent:")
                .listing(
                        "json",
                        SCRIPTS.contains(surface)
                                ? ExampleEvent.posted(manifest, events.get(0))
                                : ExampleEvent.upload(manifest, events.get(0)));
    }

    /** The common properties that all of the events have. */
    private List<Property> shared(List<Event> events) {
        List<Property> shared = new ArrayList<>(manifest.common());
        events.forEach(event -> shared.retainAll(manifest.properties(event)));
        return shared;
    }

    private void event(Event event, List<Property> shared) {
        section.heading(severalSurfaces ? 4 : 3, "event-" + event.name(), Prose.code(event.name()));
        section.paragraph(Prose.of("{} {}", new Span.Strong("Why:"), Prose.theirs(event.why())));
        section.paragraph(Prose.sentences(
                Prose.of("{} {}", new Span.Strong("When:"), Prose.theirs(event.when())),
                TriggerText.of(manifest, event),
                event.expires() == null
                        ? Prose.NOTHING
                        : Prose.of("Its last day is {}, UTC: what happens later is not kept.", event.expires()),
                foreign(event.from())));
        List<Property> own = new ArrayList<>(manifest.properties(event));
        own.removeAll(shared);
        if (own.isEmpty()) {
            section.paragraph(shared.isEmpty() ? "It has no properties." : "It has no further properties.");
        }
        section.table(Prose.of("Properties of {}", Prose.code(event.name())), COLUMNS, PropertyRow.of(own));
    }

    /** What a program that reports in another way sends in its place, so that people can compare. */
    private static Prose foreign(List<String> names) {
        return names.isEmpty() ? Prose.NOTHING : Prose.of("Other programs call it {}.", Wording.codes(names, "or"));
    }

    /** What goes along with the properties. */
    private Prose carried() {
        if (SCRIPTS.containsAll(manifest.surfaces())) {
            return Prose.NOTHING;
        }
        boolean identified = manifest.identity().kind() == Identity.Kind.INSTALL_ID;
        return Prose.of(
                "Beside its properties an event has a random id of its own (`id`), by which it is counted once, "
                        + (identified ? "the install id (`install`) " : "")
                        + "and the time at which it happened, in milliseconds (`at_millis`). What is sent at once names the product, "
                        + "this manifest and an id of the upload (`batch`), and may tell how many events or values were dropped, and "
                        + "for which reason (`dropped`).");
    }

    /** The same for scripts. */
    private Prose posted() {
        List<Prose> scripts = manifest.surfaces().stream()
                .filter(SCRIPTS::contains)
                .map(SurfaceText::name)
                .map(Prose::of)
                .toList();
        boolean identified = manifest.identity().kind() == Identity.Kind.INSTALL_ID;
        return scripts.isEmpty()
                ? Prose.NOTHING
                : Prose.of(
                        "From {}, a request is one event: its name (`event_label`), a random id of its own (`uuid`), by which it is "
                                + "counted once{}, and its properties.",
                        Wording.list(scripts, "and"),
                        !identified
                                ? ""
                                : Prose.of(
                                        ", {} install id (`cid`)",
                                        !manifest.surfaces().contains(Surface.INSTALLER)
                                                        || manifest.identity().file() == null
                                                ? "no"
                                                : scripts.size() == 1 ? "the" : "from the installer the"));
    }

    /** One property in a table. */
    private static final class PropertyRow {
        private PropertyRow() {}

        static List<List<Prose>> of(List<Property> properties) {
            return properties.stream()
                    .map(each -> List.of(Prose.code(each.name()), held(each), example(each)))
                    .toList();
        }

        private static Prose held(Property property) {
            return Prose.sentences(
                    property.what() == null ? Prose.NOTHING : Prose.theirs(property.what()),
                    FactText.of(property.fact()),
                    property.type().accept(TypeText.TYPES),
                    property.optional() && property.fact() != Fact.ERROR ? Prose.of("May be absent.") : Prose.NOTHING,
                    property.expires() == null
                            ? Prose.NOTHING
                            : Prose.of(
                                    "Its last day is {}, UTC: it is not kept of what happens later.",
                                    property.expires()),
                    foreign(property.from()));
        }

        private static Prose example(Property property) {
            Object value = ExampleEvent.value(property);
            return Prose.code(value instanceof String word ? word : JsonText.compact(value));
        }
    }
}
