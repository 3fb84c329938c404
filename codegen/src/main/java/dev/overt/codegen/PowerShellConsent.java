package dev.overt.codegen;

import dev.overt.manifest.Consent;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.PreferenceFile;
import dev.overt.manifest.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an installer asks before it reports, in the order of {@link Precedence}: the lines of a function that says whether it
 * may. They say the same as those of {@link ShellConsent}.
 */
final class PowerShellConsent {
    private static final String REFUSE = " { return $false }";
    private static final String ALLOW = " { return $true }";

    private final Consent consent;
    private final Controls controls;
    private final List<String> lines = new ArrayList<>();

    PowerShellConsent(Manifest manifest) {
        this.consent = manifest.consent();
        this.controls = new Controls(manifest);
    }

    List<String> lines() {
        consent.environment().stream()
                .filter(Variable.Debug.class::isInstance)
                .forEach(each -> lines.add("if (Test-OvertTruthy " + PowerShellText.quote(each.name())
                        + ") { $OvertTelemetry.Debug = $true; return $true }"));
        List<Variable.Switch> switches = controls.switches();
        // DO_NOT_TRACK, by which no file is looked at.
        ask(switches.get(0));
        machine();
        if (!consent.withoutTerminal()) {
            lines.add("if ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)" + REFUSE);
        }
        switches.subList(1, switches.size()).forEach(this::ask);
        consent.files().forEach(this::file);
        if (!consent.inCi()) {
            truthy("CI");
        }
        otherwise();
        return lines;
    }

    private void machine() {
        String posix =
                MachinePolicy.POSIX_FILES.stream().map(PowerShellText::quote).collect(Collectors.joining(", "));
        lines.add("$policies = " + posix);
        lines.add("if ($OvertTelemetry.Windows) { $policies = [Environment]::GetFolderPath('CommonApplicationData') + "
                + PowerShellText.quote(MachinePolicy.WINDOWS_FILE) + " }");
        lines.add("foreach ($policy in $policies) { if (Test-OvertForbidden $policy) { return $false } }");
    }

    private void ask(Variable.Switch variable) {
        if (variable.offWhenTruthy()) {
            truthy(variable.name());
            return;
        }
        String word = "(Get-OvertVariable " + PowerShellText.quote(variable.name()) + ")";
        if (!variable.on().isEmpty()) {
            String readable = consent.state() == null ? "" : " -and (Get-OvertAnswer) -cne ''";
            lines.add("if (" + PowerShellText.array(variable.on()) + " -ccontains " + word + readable + ")" + ALLOW);
        }
        lines.add("if (" + word + " -cne '')" + REFUSE);
    }

    private void truthy(String variable) {
        lines.add("if (Test-OvertTruthy " + PowerShellText.quote(variable) + ")" + REFUSE);
    }

    private void file(PreferenceFile file) {
        String setting = file.json() == null ? "" : file.json().replaceAll(".*\\.", "");
        lines.add("$word = Get-OvertPreference (Get-OvertPath " + PowerShellText.quote(file.path()) + ") "
                + PowerShellText.quote(setting));
        lines.add("if ($null -ne $word -and " + PowerShellText.array(file.on()) + " -cnotcontains $word)" + REFUSE);
    }

    private void otherwise() {
        String state = consent.state();
        if (consent.mode() != Consent.Default.ON) {
            lines.add("$false");
        } else if (state == null) {
            lines.add("$true");
        } else {
            lines.add("$answer = Get-OvertAnswer");
            lines.add("if ($answer -cne 'granted') { return $answer -ceq 'unset' }");
            lines.add("$covers = [string] (Get-OvertPreference (Get-OvertPath " + PowerShellText.quote(state)
                    + ") 'covers')");
            lines.add("[regex]::IsMatch($covers, '\\A[0-9]{1,9}\\z') -and [int] $covers -ge " + consent.covers());
        }
    }
}
