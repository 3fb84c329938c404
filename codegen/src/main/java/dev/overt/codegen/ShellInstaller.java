package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Trigger;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Renders {@code install-telemetry.sh}: the part of an installer in POSIX sh that reports what the manifest declares of
 * installers, one request an event, as "One event from a script" of {@code protocol/README.md} has it.
 */
final class ShellInstaller {
    private static final String FIRST_UUID = "${_telemetry_run%% *}";
    private static final String LAST_UUID = "${_telemetry_run##* }";

    private final Manifest manifest;
    private final ShellEvent event;
    private ScriptTemplate script = ScriptTemplate.read("install-telemetry.sh");

    private ShellInstaller(Manifest manifest) {
        this.manifest = manifest;
        this.event = ShellEvent.of(manifest);
    }

    /**
     * The script; the same manifest gives the same bytes.
     *
     * @throws IllegalArgumentException if a property of an installer is of a type that a script cannot do
     */
    static String render(Manifest manifest) {
        return new ShellInstaller(manifest).render();
    }

    private String render() {
        fill("PRODUCT", manifest.product().id());
        fill("HASH", manifest.hash());
        passed();
        calls();
        consent();
        delivery();
        identity();
        values();
        return script.text();
    }

    /** What the installer says by {@code telemetry_set}. */
    private void passed() {
        List<String> names = event.passed();
        fill("NAMES", names.isEmpty() ? "nothing" : String.join(", ", names));
        List<String> arms = new ArrayList<>();
        names.forEach(each -> arms.add(each + ") " + ShellProperty.variable(each) + "=${2-} ;;"));
        arms.add("*) return 0 ;;");
        fill("SET", ShellText.packed(arms));
        // All that is looked at before it is set: nothing of the environment is taken for it.
        List<String> variables = new ArrayList<>(List.of("_telemetry_run", "_telemetry_watcher", "_telemetry_id"));
        if (debugs()) {
            variables.add("_telemetry_debug");
        }
        names.forEach(each -> variables.add(ShellProperty.variable(each)));
        fill(
                "VARIABLES",
                ShellText.packed(variables.stream().map(each -> each + "=''").toList()));
    }

    private boolean debugs() {
        return manifest.consent().environment().stream().anyMatch(Variable.Debug.class::isInstance);
    }

    private void calls() {
        List<String> start = new ArrayList<>();
        List<String> complete = new ArrayList<>();
        Optional<Event> failed = event(Trigger.INSTALL_FAILED);
        event(Trigger.INSTALL_START).ifPresent(each -> start.add(sending(each, FIRST_UUID)));
        if (failed.isPresent()) {
            start.add("_telemetry_watch");
            complete.add("kill -9 \"$_telemetry_watcher\" 2>/dev/null || :");
            complete.add("_telemetry_watcher=''");
        }
        event(Trigger.INSTALL_COMPLETE).ifPresent(each -> complete.add(sending(each, LAST_UUID)));
        fill("START", start);
        fill("COMPLETE", complete);
        fill("WATCH", part("shell-watch.sh", failed.isPresent()));
        fill("FAILED", failed.map(Event::name).orElse(""));
    }

    private Optional<Event> event(Trigger trigger) {
        return manifest.events(Surface.INSTALLER).stream()
                .filter(each -> each.trigger() == trigger)
                .findFirst();
    }

    /** What sends it. The last UUID of the run is that of both endings, so that a collector keeps one of them at most. */
    private static String sending(Event event, String uuid) {
        return ": \"$(_telemetry_apart _telemetry_post " + event.name() + " \"" + uuid + "\")\"";
    }

    private void consent() {
        String state = manifest.consent().state();
        fill("ALLOWED", new ShellConsent(manifest).lines());
        fill("ID", ShellText.caseless(manifest.product().id()));
        fill(
                "PREFERENCE",
                part(
                        "shell-preference.sh",
                        state != null || !manifest.consent().files().isEmpty()));
        fill("ANSWER", part("shell-answer.sh", state != null));
        if (state != null) {
            fill("STATE", ShellText.path(state));
            fill("REFUSAL", ShellText.path(Storage.stem(state) + ".denied"));
        }
    }

    private void delivery() {
        fill("ERRORS", debugs() ? "2" : "-");
        fill("DEBUG", part("shell-debug.sh", debugs()));
        fill("SECONDS", String.valueOf(manifest.delivery().timeout().toSeconds()));
        fill("ADDRESS", address());
        fill("ADDRESSES", part("shell-address.sh", !collectors().isEmpty()));
    }

    private List<String> address() {
        PostAddress address = PostAddress.of(manifest.delivery().collector());
        List<String> lines = new ArrayList<>();
        lines.add("_telemetry_url=" + ShellText.word(address.url()) + " _telemetry_key="
                + ShellText.word(address.key() == null ? "" : address.key()));
        // The first that is set.
        for (String each : collectors()) {
            lines.add((lines.size() == 1 ? "if" : "elif") + " _telemetry_trim \"${" + each
                    + "-}\" && [ -n \"$_telemetry_word\" ]; then");
            lines.add("  _telemetry_address \"$_telemetry_word\" || return 0");
        }
        if (lines.size() > 1) {
            lines.add("fi");
        }
        return lines;
    }

    /** The variables that lead to another collector. */
    private List<String> collectors() {
        return manifest.consent().environment().stream()
                .filter(Variable.Collector.class::isInstance)
                .map(Variable::name)
                .toList();
    }

    private void identity() {
        String file = manifest.identity().file();
        fill("FIND_ID", part("shell-find-id.sh", file != null));
        fill("ADD_ID", part("shell-add-id.sh", file != null));
        fill("INSTALL_ID", part("shell-install-id.sh", file != null));
        fill("FILE", file == null ? "" : ShellText.word(file.substring(1)));
    }

    private void values() {
        Predicate<PropertyType> version = PropertyType.Version.class::isInstance;
        Predicate<PropertyType> cut =
                each -> each instanceof PropertyType.Version kept && kept.keep() != PropertyType.Keep.FULL;
        boolean ranges = event.has(PropertyType.IntegerRange.class::isInstance)
                || event.has(PropertyType.Bucket.class::isInstance);
        fill("MACHINE", part("shell-machine.sh", event.saysWhichMachine()));
        fill("VERSION", part("shell-version.sh", event.has(version)));
        fill("COUNT", part("shell-numbers.sh", event.has(cut)));
        fill("RANGE", part("shell-range.sh", ranges));
        fill("EVENT", event.lines());
    }

    private void fill(String place, String text) {
        script = script.with(place, text);
    }

    private void fill(String place, List<String> lines) {
        script = script.with(place, lines);
    }

    /** The lines of that resource, where they are needed. */
    private static List<String> part(String name, boolean needed) {
        return needed ? ScriptTemplate.read(name).lines() : List.of();
    }
}
