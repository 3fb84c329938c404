package dev.overt.manifest;

import java.util.List;
import java.util.Set;

/** Checks who can refuse, and whether they are told. */
final class ConsentLint {
    private final Manifest manifest;
    private final Consent consent;
    private final Findings findings;

    ConsentLint(Manifest manifest, Findings findings) {
        this.manifest = manifest;
        this.consent = manifest.consent();
        this.findings = findings;
    }

    /** A page asks by its banner whatever the default is, and knows no environment. */
    void check() {
        if (manifest.surfaces().equals(Set.of(Surface.WEB))) {
            return;
        }
        checkSwitches();
        if (consent.mode() == Consent.Default.ON) {
            findings.add(
                    Rule.SILENT_DEFAULT,
                    "consent.default",
                    "Telemetry is on before people are told.",
                    "Write `default: ask` or `default: notice`.");
        }
        if (consent.inCi()) {
            findings.add(
                    Rule.IN_CI,
                    "consent.in-ci",
                    "Builds report, though nobody there can be asked.",
                    "Write `in-ci: off`.");
        }
    }

    private void checkSwitches() {
        if (consent.mode() != Consent.Default.ASK && !canBeTurnedOff()) {
            findings.add(
                    Rule.NO_OPT_OUT,
                    "consent",
                    "Telemetry is on by default, and no variable or file turns it off.",
                    "Add `environment: {DO_NOT_TRACK: {off: truthy}}`.");
        } else if (!startsWithDoNotTrack(consent.environment())) {
            findings.add(
                    Rule.DO_NOT_TRACK,
                    "consent.environment",
                    "`DO_NOT_TRACK` does not come before everything else.",
                    "Begin `consent.environment` with `DO_NOT_TRACK: {off: truthy}`.");
        }
    }

    private boolean canBeTurnedOff() {
        return !consent.files().isEmpty()
                || consent.environment().stream()
                        .anyMatch(variable -> variable instanceof Variable.Switch turned
                                && (turned.offWhenTruthy() || !turned.off().isEmpty()));
    }

    private static boolean startsWithDoNotTrack(List<Variable> environment) {
        return !environment.isEmpty()
                && environment.get(0) instanceof Variable.Switch turned
                && turned.name().equals("DO_NOT_TRACK")
                && turned.offWhenTruthy();
    }
}
