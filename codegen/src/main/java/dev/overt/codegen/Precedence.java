package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import java.util.ArrayList;
import java.util.List;

/** What is asked in which order, until something decides. */
final class Precedence {
    private final Consent consent;
    private final Controls controls;

    Precedence(Manifest manifest) {
        this.consent = manifest.consent();
        this.controls = new Controls(manifest);
    }

    List<Prose> steps() {
        List<Prose> steps = new ArrayList<>();
        boolean tool = controls.has(Surface.TOOL);
        if (tool && !consent.quiet().isEmpty()) {
            steps.add(Prose.of("The command: {} never report.", Wording.codes(consent.quiet(), "and")));
        }
        if (controls.hasProgram()) {
            steps.add(Prose.of("The machine: off where its administrator has turned telemetry off, see "
                    + "\u201cFor a whole machine\u201d below."));
        }
        controls.switches().forEach(each -> steps.add(Prose.of("The variable {}.", Prose.code(each.name()))));
        consent.files().forEach(each -> steps.add(Prose.of("The file {}.", Prose.code(each.path()))));
        if (!consent.inCi()) {
            steps.add(Prose.of("CI: off where the variable `CI` is set to anything but `0`, `false` or nothing."));
        }
        if ((tool || controls.has(Surface.INSTALLER)) && !consent.withoutTerminal()) {
            steps.add(Prose.of("The terminal: off where standard input or output is none."));
        }
        if (tool) {
            steps.add(Prose.of("Your stored answer."));
        }
        steps.add(Prose.of("Otherwise: {}.", otherwise()));
        return steps;
    }

    /** What a variable that turns telemetry on does not overrule. */
    Prose exceptions() {
        return controls.turningOn().map(this::exceptions).orElse(Prose.NOTHING);
    }

    private Prose exceptions(String way) {
        boolean tool = controls.has(Surface.TOOL);
        boolean needsTerminal = tool && !consent.withoutTerminal();
        List<Prose> overruled = new ArrayList<>();
        if (!consent.files().isEmpty()) {
            overruled.add(Prose.of(consent.files().size() == 1 ? "the file" : "the files"));
        }
        if (!consent.inCi()) {
            overruled.add(Prose.of("CI"));
        }
        if (tool) {
            overruled.add(Prose.of("the stored answer"));
        }
        Prose overrules = overruled.isEmpty()
                ? Prose.NOTHING
                : Prose.of("Where {} turns telemetry on, that overrules {}.", way, Wording.list(overruled, "and"));
        Prose missing = needsTerminal ? Prose.of("It does not make up for a missing terminal.") : Prose.NOTHING;
        Prose damaged = tool
                ? Prose.of("Where the stored answer cannot be read or trusted, telemetry is off all the same.")
                : Prose.NOTHING;
        return Prose.sentences(overrules, missing, damaged);
    }

    private String otherwise() {
        if (consent.mode() == Consent.Default.ON) {
            return "on";
        }
        return consent.mode() == Consent.Default.NOTICE && controls.has(Surface.TOOL)
                ? "off until the notice has been shown, then on"
                : "off";
    }
}
