package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * What an installer asks before it reports, in the order of {@link Precedence}: the lines of a function that succeeds
 * where it may. None of them starts a process.
 *
 * <p>Not one with {@link EntrypointConsent}: these lines stand in the installer's own shell, under names that it cannot
 * have, and ask also what only a person's machine has: a terminal, the answer that the tool has kept, settings in JSON.
 */
final class ShellConsent {
    private static final String TRUTHY = "'' | 0 | [Ff][Aa][Ll][Ss][Ee]";

    private final Consent consent;
    private final Controls controls;
    private final List<String> lines = new ArrayList<>();

    ShellConsent(Manifest manifest) {
        this.consent = manifest.consent();
        this.controls = new Controls(manifest);
    }

    List<String> lines() {
        debugging();
        List<Variable.Switch> switches = controls.switches();
        // DO_NOT_TRACK, by which no file is looked at.
        ask(switches.get(0));
        MachinePolicy.POSIX_FILES.forEach(
                each -> lines.add("if _telemetry_forbidden " + ShellText.word(each) + "; then return 1; fi"));
        if (!consent.withoutTerminal()) {
            lines.add("if [ ! -t 0 ] || [ ! -t 1 ]; then return 1; fi");
        }
        switches.subList(1, switches.size()).forEach(this::ask);
        consent.files().forEach(this::file);
        if (!consent.inCi()) {
            ask(new Variable.Switch("CI", List.of(), List.of(), true));
        }
        otherwise();
        return lines;
    }

    private void ask(Variable.Switch variable) {
        value(variable.name());
        String on = consent.state() == null ? "return 0" : "_telemetry_answer; [ -n \"$_telemetry_word\" ]; return";
        lines.add(
                variable.offWhenTruthy()
                        ? "case $_telemetry_word in " + TRUTHY + ") ;; *) return 1 ;; esac"
                        : "case $_telemetry_word in '') ;; " + arm(variable.on(), on) + "*) return 1 ;; esac");
    }

    private void otherwise() {
        if (consent.mode() != Consent.Default.ON) {
            lines.add("return 1");
        } else if (consent.state() == null) {
            lines.add("return 0");
        } else {
            lines.add("_telemetry_answer");
            lines.add("case $_telemetry_word in");
            lines.add("unset) return 0 ;;");
            lines.add("granted) _telemetry_preference " + ShellText.path(consent.state())
                    + " covers && [ \"${_telemetry_word:-0}\" -ge " + consent.covers() + " ] ;;");
            lines.add("*) return 1 ;;");
            lines.add("esac");
        }
    }

    private void debugging() {
        for (Variable each : consent.environment()) {
            if (each instanceof Variable.Debug) {
                value(each.name());
                lines.add("case $_telemetry_word in " + TRUTHY + ") ;; *) _telemetry_debug=1 && return ;; esac");
            }
        }
    }

    private void value(String variable) {
        lines.add("_telemetry_trim \"${" + variable + "-}\"");
    }

    private static String arm(List<String> words, String then) {
        return words.isEmpty() ? "" : ShellText.caseless(words) + ") " + then + " ;; ";
    }

    private void file(PreferenceFile file) {
        String key = file.json() == null ? "''" : ShellText.word(file.json().replaceAll(".*\\.", ""));
        lines.add("if _telemetry_preference " + ShellText.path(file.path()) + " " + key + "; then");
        lines.add("  case $_telemetry_word in " + arm(file.on(), "") + "*) return 1 ;; esac");
        lines.add("fi");
    }
}
