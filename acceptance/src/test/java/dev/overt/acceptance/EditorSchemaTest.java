package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor finds in a manifest with {@code overt schema}: js-yaml reads it, ajv checks it. */
final class EditorSchemaTest {
    private static final Path VALIDATE = Checkout.ROOT.resolve("acceptance/src/test/node/validate.mjs");

    @TempDir
    private Path folder;

    private Path schema;

    @BeforeEach
    void printSchema() throws IOException {
        Run printed = Run.of(Checkout.overt("schema"), folder, Map.of());
        assertThat(printed.status()).isZero();
        schema = Files.writeString(folder.resolve("telemetry.schema.json"), printed.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "runmat", "onecli", "altimate", "ktx"})
    void schema_takes_everyExample(String name) {
        assertThat(validate(Checkout.ROOT.resolve("examples").resolve(name).resolve("telemetry.yaml")))
                .isEqualTo(new Run(0, "", ""));
    }

    @Test
    void schema_refuses_aTypeThatThereIsNot() throws IOException {
        String wrong = Files.readString(Checkout.MANIFEST).replace("type: os}", "type: oss}");
        Run run = validate(Files.writeString(folder.resolve("telemetry.yaml"), wrong));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("/common/os/type");
    }

    private Run validate(Path manifest) {
        return Run.of(List.of("node", VALIDATE.toString(), schema.toString(), manifest.toString()), folder, Map.of());
    }
}
