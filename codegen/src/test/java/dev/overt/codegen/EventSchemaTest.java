package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class EventSchemaTest {
    private static final Manifest ALL_TYPES = GoldenSource.of("alltypes").manifest();
    private static final UploadSchema ALL_TYPES_SCHEMA = new UploadSchema(ALL_TYPES);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    static List<SamplePage> samples() {
        return SamplePage.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void render_givesASchemaOfTheDraft(SamplePage sample) {
        var draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(draft.validate(EventSchema.render(sample.manifest()), InputFormat.JSON))
                .isEmpty();
    }

    /** The example of every event, though a page shows but one of each surface. */
    @ParameterizedTest
    @MethodSource("samples")
    void schema_agrees_withTheExamplesOfThePage(SamplePage sample) {
        Manifest manifest = sample.manifest();
        UploadSchema schema = new UploadSchema(manifest);
        for (Event event : manifest.events()) {
            JsonNode example = UploadSchema.JSON.readTree(ExampleEvent.upload(manifest, event));
            assertThat(schema.complaints(example)).as(event.name()).isEmpty();
        }
    }

    @Test
    void schema_agrees_withTheGoldenUploads() throws IOException {
        UploadSchema schema = new UploadSchema(GoldenSource.of("initrunner").manifest());
        assertThat(schema.complaints(golden("upload.json"))).isEmpty();
        assertThat(schema.complaints(golden("upload-with-undeclared.json"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overt", "product", "manifest", "batch", "events"})
    void schema_refuses_anUploadWithoutAField(String field) throws IOException {
        ObjectNode upload = golden("upload.json");
        upload.remove(field);
        assertThat(new UploadSchema(GoldenSource.of("initrunner").manifest()).complaints(upload))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            word          | "one", "other"                          | "three", "", 1, true, null
            flag          | true, false                             | "true", 0, null
            whole         | 0, 1000000000000                        | -1, 1000000000001, 0.5, "1"
            decimal       | -0.5, 0, 0.125, 1000000                 | -0.501, 1000000.5, "1"
            took          | "<1s", "1s-1m", "1m+"                   | "1s", 1, "2m+"
            items         | "<10", "10-100", "100+"                 | 10, "11"
            size          | "<1KB", "1MB+"                          | 1000, "1kB"
            model_version | "3.12", "3", "unknown"                  | "3.12.1", "v3.12", "", "3.12rc", "none", 3.12
            error         | "IOException", "OtherError"             | "SecretException", "java.io.IOException"
            model         | "gpt-4o", "claude 3"                    | "a..b", "sk-abc", "1.2.3.4", "", "a b c d e f g h i j k l m n o p q r s t u"
            account       | "0123456789abcdef0123456789abcdef"      | "0123456789ABCDEF0123456789abcdef", "0123", "me@example.org"
            features      | [], ["alpha"], ["beta", "other"]        | "alpha", ["delta"], ["alpha", "alpha"], ["alpha", "beta", "gamma"], [1]
            kinds         | {}, {"table": 1}, {"other": 500}        | {"index": 1}, {"table": 0}, {"table": 501}, {"view": 1.5}, []
            message       | "", "All is é."                         | "a\\nb", "\\u007f", 1
            statement     | "SELECT ? FROM ?"                       | "SELECT\\t1", null
            os            | "Linux", "other"                        | "linux", "Plan 9"
            arch          | "x86_64", "other"                       | "amd64", ""
            platform      | "linux-amd64", "elsewhere"              | "linux-x86_64"
            session       | "0123456789abcdef0123456789abcdef"      | "0123456789abcdef0123456789abcde"
            method        | "docker", "unknown"                     | "pip"
            product_version | "1.2.3", "1.2", "unknown"             | "1.2.3.4", "1.2.3-rc1"
            runtime       | "17"                                    | "17.0", "unknown"
            """)
    void schema_takesWhatATypeHolds_andNothingElse(String property, String good, String bad) {
        for (JsonNode value : UploadSchema.JSON.readTree("[" + good + "]")) {
            assertThat(ALL_TYPES_SCHEMA.complaints(List.of(event(property, value))))
                    .as("%s %s", property, value)
                    .isEmpty();
        }
        for (JsonNode value : UploadSchema.JSON.readTree("[" + bad + "]")) {
            assertThat(ALL_TYPES_SCHEMA.complaints(List.of(event(property, value))))
                    .as("%s %s", property, value)
                    .isNotEmpty();
        }
    }

    @Test
    void schema_refuses_aTextThatIsTooLong_byItsCodePoints() {
        JsonNode longest = UploadSchema.JSON.readTree("\"" + "🦉".repeat(200) + "\"");
        JsonNode longer = UploadSchema.JSON.readTree("\"" + "🦉".repeat(201) + "\"");
        assertThat(ALL_TYPES_SCHEMA.complaints(List.of(event("message", longest))))
                .isEmpty();
        assertThat(ALL_TYPES_SCHEMA.complaints(List.of(event("message", longer))))
                .isNotEmpty();
    }

    @Test
    void schema_agrees_withTheGoldenNames() throws IOException {
        for (String line : Files.readAllLines(Path.of("../protocol/golden/names.tsv"))) {
            String[] cells = line.split("\t", 2);
            ObjectNode event = event("model", UploadSchema.JSON.getNodeFactory().stringNode(cells[1]));
            boolean kept = cells[0].equals("kept") && cells[1].length() <= 40;
            assertThat(ALL_TYPES_SCHEMA.complaints(List.of(event)).isEmpty())
                    .as(line)
                    .isEqualTo(kept);
        }
    }

    @Test
    void schema_refuses_whatIsNotDeclared_andWhatIsMissing() {
        ObjectNode undeclared = event("hostname", UploadSchema.JSON.readTree("\"secret\""));
        assertThat(ALL_TYPES_SCHEMA.complaints(List.of(undeclared))).isNotEmpty();
        ObjectNode missing = event("flag", UploadSchema.JSON.readTree("true"));
        ((ObjectNode) missing.get("properties")).remove("os");
        assertThat(ALL_TYPES_SCHEMA.complaints(List.of(missing))).isNotEmpty();
    }

    /** A {@code type_passed} that is valid, but for {@code property} perhaps. */
    private static ObjectNode event(String property, JsonNode value) {
        ObjectNode event = (ObjectNode) UploadSchema.JSON.readTree("""
                {"id": "019a9f3c-0000-7000-8000-000000000001", "event": "type_passed", "at_millis": 1763683200000,
                 "install": "%1$s", "properties": {
                   "os": "Linux", "arch": "arm64", "platform": "elsewhere", "session": "%1$s", "method": "unknown",
                   "ci": false, "terminal": true, "product_version": "1.2.3", "runtime": "17", "directory": "%1$s",
                   "word": "one", "flag": true, "whole": 1, "decimal": 0.5, "rounded": 1, "took": "<1s",
                   "items": "<10", "size": "<1KB", "model_version": "1.2", "error": "IOException", "model": "gpt-4o",
                   "account": "%1$s", "features": ["alpha"], "kinds": {"table": 3}, "message": "no such thing",
                   "statement": "SELECT ?"}}
                """.formatted(ID));
        ((ObjectNode) event.get("properties")).set(property, value);
        return event;
    }

    private static ObjectNode golden(String name) throws IOException {
        return (ObjectNode) UploadSchema.JSON.readTree(Files.readString(Path.of("../protocol/golden", name)));
    }
}
