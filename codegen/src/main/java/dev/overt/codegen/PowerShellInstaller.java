package dev.overt.codegen;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Trigger;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Renders {@code install-telemetry.ps1}: what {@link ShellInstaller} does for POSIX sh, for Windows PowerShell 5.1 and
 * PowerShell 7. It is data and calls of .NET: apart from its own functions it runs no command, so that no alias, module or
 * preference of the person's changes what it does.
 */
final class PowerShellInstaller {
    private final Manifest manifest;
    private final List<Event> events;
    private final ShellEvent event;
    private ScriptTemplate script = ScriptTemplate.read("install-telemetry.ps1");

    private PowerShellInstaller(Manifest manifest) {
        this.manifest = manifest;
        this.events = manifest.events(Surface.INSTALLER);
        this.event = ShellEvent.of(manifest);
    }

    /**
     * The script; the same manifest gives the same bytes, all ASCII.
     *
     * @throws IllegalArgumentException if a property of an installer is of a type that a script cannot do
     */
    static String render(Manifest manifest) {
        return new PowerShellInstaller(manifest).render();
    }

    private String render() {
        fill("PRODUCT", manifest.product().id());
        fill("HASH", manifest.hash());
        fill("NAMES", event.passed().isEmpty() ? "nothing" : String.join(", ", event.passed()));
        fill("START", start());
        fill("COMPLETE", name(Trigger.INSTALL_COMPLETE));
        fill("FAILED", name(Trigger.INSTALL_FAILED));
        consent();
        delivery();
        identity();
        values();
        return script.text();
    }

    private List<String> start() {
        return Stream.of(name(Trigger.INSTALL_START))
                .filter(name -> !name.equals("''"))
                .map(name -> "Send-OvertEvent " + name)
                .toList();
    }

    /** The event's name as PowerShell writes it, which is empty where none is declared. */
    private String name(Trigger trigger) {
        return PowerShellText.quote(events.stream()
                .filter(each -> each.trigger() == trigger)
                .findFirst()
                .map(Event::name)
                .orElse(""));
    }

    private void consent() {
        String state = manifest.consent().state();
        boolean files = !manifest.consent().files().isEmpty();
        fill("ALLOWED", new PowerShellConsent(manifest).lines());
        fill("ID", PowerShellText.quote(manifest.product().id()));
        fill("PREFERENCE", part("preference", state != null || files));
        fill("ANSWER", part("answer", state != null));
        if (state != null) {
            fill("STATE", PowerShellText.quote(state));
            fill("REFUSAL", PowerShellText.quote(Storage.stem(state) + ".denied"));
        }
    }

    private void delivery() {
        PostAddress address = PostAddress.of(manifest.delivery().collector());
        List<String> collectors = manifest.consent().environment().stream()
                .filter(Variable.Collector.class::isInstance)
                .map(Variable::name)
                .toList();
        fill(
                "DEBUG",
                debugs()
                        ? List.of("if ($OvertTelemetry.Debug) { [Console]::Error.WriteLine($json); return }")
                        : List.of());
        fill("URL", PowerShellText.quote(address.url()));
        fill("KEY", PowerShellText.quote(Objects.requireNonNullElse(address.key(), "")));
        fill("REDIRECT", part("redirect", !collectors.isEmpty()));
        fill("COLLECTORS", PowerShellText.array(collectors));
        fill("ADDRESS", part("address", !collectors.isEmpty()));
        fill("MILLIS", String.valueOf(manifest.delivery().timeout().toMillis()));
    }

    private boolean debugs() {
        return manifest.consent().environment().stream().anyMatch(Variable.Debug.class::isInstance);
    }

    private void identity() {
        String file = manifest.identity().file();
        // None is made only to be looked at.
        String made = debugs() ? "if (-not $OvertTelemetry.Debug) { Get-OvertInstallId }" : "Get-OvertInstallId";
        List<String> added = List.of("$id = " + made, "if (\"$id\" -cne '') { $json += ',\"cid\":\"' + $id + '\"' }");
        fill("INSTALL_ID", part("install-id", file != null));
        fill("FILE", file == null ? "" : PowerShellText.quote(file));
        fill("ADD_ID", file == null ? List.of() : added);
    }

    private void values() {
        List<Property> common = manifest.properties(events.get(0)).stream()
                .filter(manifest.common()::contains)
                .toList();
        List<String> rows =
                common.stream().map(each -> new PowerShellProperty(each).row()).toList();
        List<String> own = events.stream().flatMap(each -> own(each, common)).toList();
        String table = String.join("\n", rows) + String.join("\n", own);
        fill("COMMON", rows);
        fill("EVENTS", own);
        fill("TYPES", cases(table));
        List<String> parts = new ArrayList<>(part("machine", event.saysWhichMachine()));
        parts.addAll(part("version", event.has(PropertyType.Version.class::isInstance)));
        parts.addAll(part("range", table.contains("Type = 'range'")));
        fill("PARTS", parts);
    }

    /** What one event has and the others have not. */
    private Stream<String> own(Event event, List<Property> common) {
        List<String> lines = new ArrayList<>();
        if (event.expires() != null) {
            lines.add("  if ($today -gt " + PowerShellProperty.day(event.expires()) + ") { return '' }");
        }
        manifest.properties(event).stream()
                .filter(each -> !common.contains(each))
                .forEach(each -> lines.add("  $rows += " + new PowerShellProperty(each).row()));
        if (!lines.isEmpty()) {
            lines.add(0, "if ($Name -ceq " + PowerShellText.quote(event.name()) + ") {");
            lines.add("}");
        }
        return lines.stream();
    }

    /** The cases of the types that the rows are of. A case begins where a line does, without a blank. */
    private static List<String> cases(String table) {
        return Stream.of(String.join("\n", part("types", true)).split("\n(?=')", -1))
                .filter(each -> table.contains("Type = " + each.split(" ", 2)[0]))
                .flatMap(String::lines)
                .toList();
    }

    private void fill(String place, String text) {
        script = script.with(place, text);
    }

    private void fill(String place, List<String> lines) {
        script = script.with(place, lines);
    }

    /** The lines of that resource, where they are needed. */
    private static List<String> part(String name, boolean needed) {
        return needed ? ScriptTemplate.read("powershell-" + name + ".ps1").lines() : List.of();
    }
}
