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

/** The lines by which RunMat's installers report, in the shells and by the programs that people have. */
final class RunMatInstallersTest {
    private static final String BODY =
            "{\\\"event_label\\\":\\\"$1\\\",\\\"os\\\":\\\"$OS\\\",\\\"arch\\\":\\\"$ARCH\\\","
                    + "\\\"platform\\\":\\\"$PLATFORM\\\",\\\"release\\\":\\\"${LATEST_RELEASE:-unknown}\\\","
                    + "\\\"method\\\":\\\"shell\\\",\\\"cid\\\":\\\"$CID\\\"}";
    private static final String CURL = "curl -s -m 3 -o /dev/null -X POST -H 'Content-Type: application/json' --data \""
            + BODY + "\" \"$TELEMETRY_ENDPOINT\" >/dev/null 2>&1 || true";
    private static final String WGET =
            "wget -q -T 3 -t 1 -O /dev/null --header='Content-Type: application/json' --post-data=\"" + BODY
                    + "\" \"$TELEMETRY_ENDPOINT\" >/dev/null 2>&1 || true";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "dash, curl, api/telemetry",
        "bash, curl, ingest",
        "dash, wget, v1/t",
        "bash, wget, api/telemetry/",
    })
    void line_hasItsEventStored(String shell, String program, String path) throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"), manifest())) {
            String script = "set -e\nsend() {\n" + (program.equals("curl") ? CURL : WGET) + "\n}\n"
                    + "send install_start\nLATEST_RELEASE=v0.1.2\nsend install_complete\nsend install_failed\n";
            Run run = Run.of(
                    List.of(shell, "-c", script),
                    folder,
                    Map.of(
                            "TELEMETRY_ENDPOINT",
                            collector.address() + path,
                            "OS",
                            "linux",
                            "ARCH",
                            "x86_64",
                            "PLATFORM",
                            "linux-x86_64",
                            "CID",
                            "9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e7"));

            assertThat(run).isEqualTo(new Run(0, "", ""));
            String select = "select install_id, os, arch, platform, release, method from runmat.";
            for (String event : List.of("install_start", "install_complete", "install_failed")) {
                assertThat(collector.query(select + event).rows())
                        .containsExactly(List.of(
                                "9b7f0ee20a5a4bda8f1a3a9d53f1b3e7",
                                "Linux",
                                "x86_64",
                                "linux-x86_64",
                                event.equals("install_start") ? "unknown" : "0.1.2",
                                "shell"));
            }
            assertThat(collector.count("select count(*) from overt.drops")).isZero();
        }
    }

    /** RunMat's manifest says that its events are only forwarded; here they are kept, so that they can be looked at. */
    private Path manifest() throws IOException {
        String text = Files.readString(Checkout.ROOT.resolve("examples/runmat/telemetry.yaml"));
        return Files.writeString(
                folder.resolve("telemetry.yaml"),
                text.replaceFirst("retention: \\{.*\\}.*", "retention: {raw: 90d, rollups: forever}"));
    }
}
