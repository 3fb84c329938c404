package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The installer's telemetry for PowerShell, read by a parser of that language: there is no PowerShell here that could run it.
 * What is checked stands in {@code check-powershell.mjs}.
 */
final class PowerShellSyntaxTest {
    private static final Path CHECK = Checkout.ROOT.resolve("acceptance/src/test/node/check-powershell.mjs");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/runmat/telemetry.yaml",
                "codegen/src/test/pages/everywhere.yaml",
                "protocol/golden/facts.yaml"
            })
    void script_isOfPowerShell5_andCallsNothingThatAPersonCouldHaveReplaced(String manifest) {
        assertThat(check(generated(manifest))).isEqualTo(new Run(0, "\n", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$id = Get-OvertInstallId | $other = Get-OvertInstallId | is read before it is set: $id",
                "$null = & $Step | Invoke-Expression $Step | is none of the script's functions: Invoke-Expression",
                "-ccontains $Value | -contains $Value | is an operator that takes no heed of case",
                "foreach ($line in | foreach ($event in | is a variable that PowerShell sets: $event",
                "& $OvertInstaller } | & $OvertInstaller && 1 } | is of PowerShell 7",
                "$json + '}' | $json ?? '}' | is no PowerShell",
                "'Tls12'; | \"Tls12\"; | has a character that an argument cannot have",
                "::Exit(0); | ::Exit(0) | has no semicolon behind it",
                "[Guid] | [Half] | is a type that is not known to be everywhere",
                "(-not $OvertTelemetry.Windows) { [IO.File] | ($true) { [IO.File] | asks Windows PowerShell for what PowerShell 7 has",
            })
    void check_findsWhatItIsFor(String part, String mistake, String problem) throws IOException {
        Path script = generated("examples/runmat/telemetry.yaml");
        String text = Files.readString(script);
        assertThat(text).contains(part);

        assertThat(check(Files.writeString(script, text.replace(part, mistake))).out())
                .contains(problem);
    }

    private Path generated(String manifest) {
        Run run = Run.of(
                Checkout.overt(
                        "generate",
                        "--only",
                        "install-ps1",
                        Checkout.ROOT.resolve(manifest).toString()),
                folder,
                Map.of());
        assertThat(run.status()).as(run.err()).isZero();
        return folder.resolve("install-telemetry.ps1");
    }

    /** The parser is large: to compile it well takes longer than all that it does here. */
    private Run check(Path script) {
        return Run.of(List.of("node", "--liftoff-only", CHECK.toString(), script.toString()), folder, Map.of());
    }
}
