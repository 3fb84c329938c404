package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The upload that the protocol shows is the one that this client makes. */
final class GoldenUploadTest {
    @TempDir
    Path home;

    @Test
    void body_isTheProtocolsGoldenUpload() throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        surroundings.properties.put("java.class.path", "/opt/pipx/venvs/initrunner/lib/initrunner.jar");
        Path state = Files.createDirectories(home.resolve(".initrunner")).resolve("telemetry.json");
        Files.writeString(
                state,
                "{\"schema_version\":2,\"install_id\":\"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b\","
                        + "\"consent\":\"granted\",\"covers\":2}");
        Telemetry telemetry = Telemetry.open(InitRunnerPolicy.policy(), "2026.8.10", surroundings);
        telemetry.begin("run");
        surroundings.uuids.add("019a9f3c-0000-7000-8000-000000000001");
        surroundings.uuids.add("019a9f3c-0000-7000-8000-000000000002");
        surroundings.elapsedMillis = 1_200;
        surroundings.nowMillis = 1_763_683_199_000L;
        surroundings.stepMillis = 1_000;
        telemetry.finish(1, new FileNotFoundError());
        telemetry.close();

        Spool spool = new Spool(home.resolve(".initrunner/telemetry-spool"), surroundings);
        spool.drop("spool_full", 2);
        surroundings.uuids.add("019a9f3c-0000-7000-8000-000000000000");
        Batch batch = Objects.requireNonNull(Batch.next(spool, surroundings));
        String golden = Files.readString(Path.of("../protocol/golden/upload.json"));
        assertThat(batch.body("initrunner", InitRunnerPolicy.MANIFEST) + "\n").isEqualTo(golden);
    }

    private static final class FileNotFoundError extends FileNotFoundException {
        private static final long serialVersionUID = 1;
    }
}
