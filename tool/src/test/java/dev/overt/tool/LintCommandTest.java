package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.overt.manifest.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class LintCommandTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final String CLEAN = """
            overt: 1
            product: {id: tool, name: Tool, contact: me@example.org}
            consent:
              default: ask
              ask: {title: Help improve Tool?, text: Send which command ran., question: Enable telemetry?}
              environment:
                DO_NOT_TRACK: {off: truthy}
              state: ~/.tool/telemetry.json
            identity: install-id
            events:
              cli_command: {why: To see which commands are used., when: A command has finished., trigger: command}
            never: [File contents]
            delivery: {mode: spool, collector: "https://telemetry.example.org"}
            retention: {raw: 90d, rollups: forever}
            """;
    private static final String WARNED = CLEAN.replace("raw: 90d", "raw: 400d");
    private static final String ACCEPTED = WARNED + "accept: {long-retention: \"We compare years, “all” of them.\"}\n";
    private static final String EXPIRED = CLEAN.replace("trigger: command", "trigger: command, expires: 2020-01-01");
    private static final String REFUSED = CLEAN.replace("overt: 1", "overt: 2");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void lint_isSilentButForASummary_ofACleanManifest() throws IOException {
        String file = write("clean.yaml", CLEAN);
        assertThat(overt("lint", "--strict", file)).isZero();
        assertThat(out.toString()).matches(".*clean.yaml: accepted, 1 event, sha256:[0-9a-f]{64}\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void lint_succeedsWithWarnings_unlessStrict() throws IOException {
        String file = write("warned.yaml", WARNED);
        assertThat(overt("lint", file)).isZero();
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(file + ":14:13: warning: Events are kept for 400 days."
                        + " Write at most `395d`; counts answer older questions. [long-retention]\n");
        assertThat(out.toString()).endsWith(", 1 warning" + System.lineSeparator());
        assertThat(overt("lint", "--strict", file)).isEqualTo(1);
    }

    @Test
    void lint_fails_whereAManifestIsRefusedOrHasExpired() throws IOException {
        assertThat(overt("lint", write("clean.yaml", CLEAN), write("refused.yaml", REFUSED)))
                .isEqualTo(1);
        assertThat(out.toString()).contains("clean.yaml: accepted").contains("refused.yaml: refused, 1 error");
        assertThat(overt("lint", write("expired.yaml", EXPIRED))).isEqualTo(1);
        assertThat(out.toString()).contains("expired.yaml: refused, 1 error");
        assertThat(err.toString()).contains("`events.cli_command` expired on 2020-01-01.");
    }

    @Test
    void lint_printsWhatIsAccepted_onlyOfAll() throws IOException {
        String file = write("accepted.yaml", ACCEPTED);
        assertThat(overt("lint", "--strict", file)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(overt("lint", "--all", file)).isZero();
        assertThat(err.toString()).contains("accepted: Events are kept for 400 days. We compare years");
    }

    @Test
    void lint_asksForAManifest_withoutOne() {
        assertThat(overt("lint")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Which manifest?");
        assertThat(overt("lint", "--format", "xml", "a.yaml")).isEqualTo(2);
        assertThat(overt("lint", "--output", "a.sarif", "a.yaml")).isEqualTo(2);
    }

    @Test
    void help_documentsTheExitCodes() {
        assertThat(overt("lint", "--help")).isZero();
        assertThat(out.toString())
                .contains("0   no manifest has an error")
                .contains("1   a manifest has an error, or with --strict a warning")
                .contains("2   wrong usage");
    }

    @Test
    void rules_listsEveryRule() {
        assertThat(overt("lint", "--rules")).isZero();
        assertThat(out.toString().lines()).hasSize(Rule.values().length);
        assertThat(out.toString())
                .containsPattern("(?m)^no-otherwise +warning +A closed set drops what it does not list$");
    }

    @Test
    void explain_printsThePageOfARule() {
        assertThat(overt("lint", "--explain", "no-never")).isZero();
        assertThat(out).hasToString(Rule.NO_NEVER.page());
        assertThat(overt("lint", "--explain", "nothing")).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no rule `nothing`.");
    }

    @Test
    void schema_isPrinted() {
        assertThat(overt("schema")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("title").asString())
                .isEqualTo("Overt manifest, version 1");
    }

    @Test
    void sarif_isValid_ofEveryExample() throws IOException {
        for (String name : new String[] {"initrunner", "runmat", "onecli", "altimate", "ktx"}) {
            assertThat(sarif(EXAMPLES.resolve(name).resolve("telemetry.yaml").toString(), 0))
                    .isNotNull();
        }
    }

    @Test
    void sarif_saysWhereAndWhy() throws IOException {
        JsonNode run = sarif(write("accepted.yaml", ACCEPTED), 0);
        JsonNode result = run.path("results").path(0);
        assertThat(result.path("ruleId").asString()).isEqualTo("long-retention");
        assertThat(result.path("level").asString()).isEqualTo("warning");
        assertThat(result.at("/suppressions/0/justification").asString()).isEqualTo("We compare years, “all” of them.");
        JsonNode location = result.at("/locations/0/physicalLocation");
        assertThat(location.at("/region/startLine").asInt()).isEqualTo(14);
        assertThat(location.at("/region/startColumn").asInt()).isEqualTo(13);
        assertThat(run.path("columnKind").asString()).isEqualTo("unicodeCodePoints");
        JsonNode rule = run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt());
        assertThat(rule.at("/help/markdown").asString()).isEqualTo(Rule.LONG_RETENTION.page());
        assertThat(sarif(write("refused.yaml", REFUSED), 1)
                        .at("/results/0/level")
                        .asString())
                .isEqualTo("error");
    }

    @Test
    void sarif_namesFilesRelativeToTheFolder_inUriForm() throws IOException {
        Path here = Files.createTempDirectory(Path.of("target"), "é [a] b");
        Path file = Files.writeString(here.resolve("c:d.yaml"), REFUSED);
        String uri = sarif(file.toAbsolutePath().toString(), 1)
                .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asString();
        assertThat(uri).matches("target/%C3%A9%20%5Ba%5D%20b[0-9]+/c%3Ad\\.yaml");
    }

    @Test
    void sarif_goesToAFile_besideTheText() throws IOException {
        Path report = folder.resolve("report.sarif");
        String file = write("warned.yaml", WARNED);
        assertThat(overt("lint", "--format", "sarif", "--output", report.toString(), file))
                .isZero();
        assertThat(out.toString()).contains("warned.yaml: accepted");
        assertThat(Files.readString(report)).contains("\"long-retention\"").matches("\\p{ASCII}+");
        assertThat(overt("lint", "--format", "sarif", "--output", folder.toString(), file))
                .isEqualTo(1);
        assertThat(err.toString()).contains("overt: cannot write " + folder);
    }

    /** The only run of the report of {@code file}, which is valid. */
    private JsonNode sarif(String file, int exitCode) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(overt("lint", "--format", "sarif", file)).isEqualTo(exitCode);
        try (InputStream input =
                Objects.requireNonNull(LintCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(input, InputFormat.JSON);
            assertThat(schema.validate(out.toString(), InputFormat.JSON)).isEmpty();
        }
        JsonNode runs = new ObjectMapper().readTree(out.toString()).path("runs");
        assertThat(runs.size()).isEqualTo(1);
        return runs.path(0);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int overt(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
