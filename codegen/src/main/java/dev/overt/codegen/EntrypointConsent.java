package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The body of a shell function that succeeds where telemetry is on: the order of {@link Precedence}.
 *
 * <p>Not one with {@link ShellConsent}: these lines have a subshell of their own, so plain names, and read a file by
 * programs, which show every byte; and in a container there is no terminal and no answer of a person's.
 */
final class EntrypointConsent {
    private final List<String> lines = new ArrayList<>();

    private EntrypointConsent() {}

    static List<String> lines(Manifest manifest) {
        EntrypointConsent consent = new EntrypointConsent();
        consent.lines.add("! forbidden || return 1");
        new Controls(manifest).switches().forEach(consent::variable);
        manifest.consent().files().forEach(consent::file);
        if (!manifest.consent().inCi()) {
            consent.offWhenTruthy("CI");
        }
        if (manifest.consent().mode() != Consent.Default.ON) {
            consent.lines.add("return 1");
        }
        return consent.lines;
    }

    private void variable(Variable.Switch variable) {
        if (variable.offWhenTruthy()) {
            offWhenTruthy(variable.name());
            return;
        }
        lines.add("trim \"${" + variable.name() + "-}\"");
        String on = variable.on().isEmpty() ? "" : patterns("", variable.on()) + ") return 0 ;; ";
        lines.add("case $value in '') ;; " + on + "*) return 1 ;; esac");
    }

    private void offWhenTruthy(String variable) {
        lines.add("! truthy \"${" + variable + "-}\" || return 1");
    }

    private void file(PreferenceFile file) {
        lines.add("look " + ShellText.path(file.path()));
        if (file.json() != null) {
            lines.add("[ \"$found\" = none ] || return 1 # a shell cannot read JSON");
            return;
        }
        lines.add("trim \"$value\"");
        String on = file.on().isEmpty() ? "" : " | " + patterns("text:", file.on());
        lines.add("case $found:$value in none:" + on + ") ;; *) return 1 ;; esac");
    }

    private static String patterns(String before, List<String> words) {
        return words.stream().map(word -> before + ShellText.caseless(word)).collect(Collectors.joining(" | "));
    }
}
