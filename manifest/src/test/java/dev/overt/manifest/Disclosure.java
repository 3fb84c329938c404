package dev.overt.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest lets others learn, worked out from the model by probing, without the rules that classify changes. If it
 * finds more in the one than in the other, the step from the other to the one is a widening.
 */
final class Disclosure {
    private static final int RUNS = 1_000;
    private static final List<String> DAYS =
            List.of("2027-01-01", "2029-02-03", "2030-01-31", "2031-12-31", "2040-01-01");
    private static final List<Integer> AGES = List.of(1, 3, 7, 29, 30, 31, 60, 90, 365, 400, 730, 731, 1000, 100_000);

    private final Manifest old;
    private final Manifest now;
    private final List<String> found = new ArrayList<>();

    private Disclosure(Manifest old, Manifest now) {
        this.old = old;
        this.now = now;
    }

    /** What {@code now} discloses and {@code old} does not; not all of it, but each of it truly. */
    static List<String> added(Manifest old, Manifest now, Random random) {
        Disclosure disclosure = new Disclosure(old, now);
        disclosure.events();
        Set<String> more = new LinkedHashSet<>(atoms(now));
        more.removeAll(atoms(old));
        disclosure.found.addAll(more);
        old.never().stream().filter(promise -> !now.never().contains(promise)).forEach(disclosure.found::add);
        disclosure.runs(random);
        disclosure.pages();
        return disclosure.found;
    }

    private void events() {
        for (Event event : now.events()) {
            Optional<Event> earlier = old.event(event.name());
            if (earlier.isEmpty() || earlier.get().trigger() != event.trigger()) {
                found.add("event " + event.name());
                continue;
            }
            lasts(event.name(), earlier.get().expires(), event.expires());
            Map<String, Property> before = new HashMap<>();
            old.properties(earlier.get()).forEach(property -> before.put(property.name(), property));
            now.properties(event).forEach(property -> property(event, before.get(property.name()), property));
        }
    }

    private void property(Event event, @Nullable Property before, Property after) {
        String name = event.name() + "." + after.name();
        if (before == null || before.fact() != after.fact() || (before.optional() && !after.optional())) {
            found.add(name);
            return;
        }
        lasts(name, before.expires(), after.expires());
        DisclosedValues.added(before.type(), after.type()).stream()
                .limit(3)
                .forEach(value -> found.add(name + " = " + value));
    }

    private void lasts(String name, @Nullable Object before, @Nullable Object after) {
        for (String day : DAYS) {
            boolean then = before == null || day.compareTo(before.toString()) <= 0;
            if (!then && (after == null || day.compareTo(after.toString()) <= 0)) {
                found.add(name + " on " + day);
            }
        }
    }

    private static Set<String> atoms(Manifest manifest) {
        Set<String> atoms = new LinkedHashSet<>();
        atoms.add("product " + manifest.product().id());
        Identity.Kind kind = manifest.identity().kind();
        if (kind != Identity.Kind.NONE) {
            atoms.add("an id");
        }
        if (kind == Identity.Kind.INSTALL_ID) {
            atoms.add("an id of the installation");
        }
        if (manifest.delivery().mode() == Delivery.Mode.SPOOL) {
            atoms.add("events on disk");
        }
        URI collector = manifest.delivery().collector();
        atoms.add("to " + collector.getHost() + ":" + collector.getPort() + collector.getPath());
        if ("http".equals(collector.getScheme())) {
            atoms.add("in clear text");
        }
        manifest.destinations().forEach(to -> atoms.add("to " + to.id() + to.type() + to.url() + to.region()));
        AGES.stream()
                .filter(age -> isKept(manifest.retention().raw(), age))
                .forEach(age -> atoms.add("event of " + age));
        AGES.stream()
                .filter(age -> isKept(manifest.retention().rollups(), age))
                .forEach(age -> atoms.add("count of " + age));
        return atoms;
    }

    private static boolean isKept(Retention.Period period, int age) {
        return period.limit()
                .map(limit -> limit.compareTo(Duration.ofDays(age)) >= 0)
                .orElse(true);
    }

    /** Runs of the tool that report now and did not; a run ends up with whoever gets its events. */
    private void runs(Random random) {
        if (old.consent().equals(now.consent())
                || old.consent().state() == null
                || now.consent().state() == null) {
            return;
        }
        for (int i = 0; i < RUNS; i++) {
            SampleRun run = SampleRun.random(old.consent(), now.consent(), random);
            String after = run.recipient(now.consent());
            if (!after.equals(run.recipient(old.consent())) && !after.equals("nobody") && !after.equals("chosen")) {
                found.add(run + " reports to " + after);
            }
        }
    }

    /** Refusals that a page found in the browser, and finds no more. */
    private void pages() {
        if (old.web() != null && now.web() != null) {
            Set<String> refusals = new HashSet<>(refusals(old.web()).toList());
            refusals.removeAll(refusals(now.web()).toList());
            found.addAll(refusals);
        }
    }

    private static Stream<String> refusals(Web web) {
        return Stream.concat(
                Stream.of("refused in " + web.storage()),
                web.refusedBefore().stream()
                        .flatMap(
                                key -> key.values().stream().map(value -> "refused in " + key.key() + " by " + value)));
    }
}
