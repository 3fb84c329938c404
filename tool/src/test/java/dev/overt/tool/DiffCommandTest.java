package dev.overt.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DiffCommandTest {
    private static final Path MANIFEST = Path.of("../examples/initrunner/telemetry.yaml");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void diff_saysTheSame_forComments() throws IOException {
        assertThat(diff(changed("overt: 1", "# A comment.\novert: 1"))).isZero();
        assertThat(out.toString()).startsWith("The two manifests say the same.");
    }

    @Test
    void diff_is3_whereSomethingIsWidenedUncovered() throws IOException {
        assertThat(diff(changed("values: [ok, error]", "values: [ok, error]", "raw: 90d", "raw: 180d")))
                .isEqualTo(3);
        assertThat(out.toString())
                .startsWith("More is collected than people have agreed to.")
                .contains("widening   Events are kept 180 days instead of 90 days.", "retention.raw")
                .contains("Raise `consent.covers` to 3");
    }

    @Test
    void diff_is0_whereCoversIsRaised() throws IOException {
        assertThat(diff(changed("raw: 90d", "raw: 180d", "covers: 2", "covers: 3")))
                .isZero();
        assertThat(out.toString()).startsWith("More is collected, and earlier answers do not cover it.");
    }

    @Test
    void diff_is0_whereNothingIsWidened() throws IOException {
        assertThat(diff(changed("raw: 90d", "raw: 30d"))).isZero();
        assertThat(out.toString()).startsWith("Nothing is widened.").contains("narrowing  Events are kept 30 days");
    }

    @Test
    void markdown_isATable_wideningFirst() throws IOException {
        Path changed = changed(
                "raw: 90d", "raw: 180d", "rollups: forever", "rollups: 730d", "name: InitRunner", "name: 'A|`b'");
        assertThat(diff(changed, "--format", "markdown")).isEqualTo(3);
        assertThat(out.toString()).isEqualTo("""
                ### More is collected than people have agreed to.

                | kind | what | where |
                |---|---|---|
                | widening | Events are kept 180 days instead of 90 days. | `retention.raw` |
                | neutral | The product's name is now `A\\|'b`. | `product.name` |
                | narrowing | Counts are kept 730 days instead of for ever. | `retention.rollups` |

                Raise `consent.covers` to 3, so that people are asked anew, or take back what is widening.
                """);
    }

    @Test
    void json_holdsTheHashesAndTheChanges() throws IOException {
        assertThat(diff(changed("raw: 90d", "raw: 180d"), "--format", "json")).isEqualTo(3);
        assertThat(out.toString()).matches("""
                (?s)\\{
                  "old": "sha256:[0-9a-f]{64}",
                  "new": "sha256:[0-9a-f]{64}",
                  "widens": true,
                  "covered": false,
                  "changes": \\[
                    \\{
                      "kind": "widening",
                      "path": "retention.raw",
                      "what": "Events are kept 180 days instead of 90 days."
                    \\}
                  ]
                \\}
                """);
    }

    @Test
    void diff_refuses_anotherProduct_unlessItWasRenamed() throws IOException {
        Path other = changed("id: initrunner", "id: initwalker");
        assertThat(diff(other)).isEqualTo(1);
        assertThat(err.toString()).contains("two products, initrunner and initwalker", "--renamed");
        assertThat(diff(other, "--renamed")).isEqualTo(3);
    }

    @Test
    void diff_refuses_aBrokenManifest() throws IOException {
        assertThat(diff(changed("overt: 1", "overt: 2"))).isEqualTo(1);
        assertThat(err.toString()).contains("changed.yaml:", "a manifest was refused");
        assertThat(overt("diff", MANIFEST.toString())).isEqualTo(2);
    }

    @Test
    void diff_readsStandardInput_asOld() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Files.readString(MANIFEST).getBytes(UTF_8)));
            assertThat(overt("diff", "-", MANIFEST.toString())).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).startsWith("The two manifests say the same.");
    }

    @Test
    void help_showsHowToCompareWithMain() {
        assertThat(overt("diff", "--help")).isZero();
        assertThat(out.toString())
                .contains("overt diff <(git show main:telemetry.yaml) telemetry.yaml", "3   something");
    }

    private Path changed(String... replacements) throws IOException {
        String yaml = Files.readString(MANIFEST);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return Files.writeString(folder.resolve("changed.yaml"), yaml);
    }

    private int diff(Path changed, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "diff";
        arguments[1] = MANIFEST.toString();
        arguments[2] = changed.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return overt(arguments);
    }

    private int overt(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
