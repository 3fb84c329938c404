package dev.overt.collector.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationTest {
    private static final Path PUBLISHED = Path.of("../docs/collector.md");
    private static final Path RENDERED = Path.of("target/collector.md");
    private static final String SECRET = "a-secret-that-nobody-may-see";

    @TempDir
    private Path folder;

    @Test
    void page_isTheGeneratedOne_always() throws IOException {
        Files.writeString(RENDERED, SettingsPage.markdown());

        assertThat(Files.readString(PUBLISHED))
                .as(
                        "docs/collector.md is outdated; look at the difference, then: cp collector/target/collector.md docs/")
                .isEqualTo(SettingsPage.markdown());
    }

    @Test
    void load_takesTheDefaultOfThePage_whereNothingIsSet() {
        Configuration set = load(null, Map.of(), Map.of());

        assertThat(set.get(Settings.PORT)).isEqualTo(8417);
        assertThat(set.get(Settings.LOG_SEGMENT_BYTES)).isEqualTo(64 << 20);
        assertThat(set.get(Settings.LOG_KEEP_BYTES)).isEqualTo(10L << 30);
        assertThat(set.get(LimitSettings.QUARANTINED_EVENTS)).isEqualTo(0.1);
        assertThat(set.find(Settings.ADMIN_TOKEN)).isEmpty();
        assertThat(set.products()).isEmpty();
    }

    @Test
    void load_putsTheEnvironmentOverTheFile_andOptionsOverBoth() throws IOException {
        Path file = write("listen: {host: 10.0.0.1, port: 1}\ndata: kept\n");

        Configuration fromFile = load(file, Map.of(), Map.of());
        assertThat(fromFile.get(Settings.HOST)).isEqualTo("10.0.0.1");
        assertThat(fromFile.get(Settings.PORT)).isEqualTo(1);
        assertThat(fromFile.get(Settings.DATA)).isEqualTo(folder.resolve("kept"));

        Map<String, String> environment = Map.of("OVERT_LISTEN_PORT", " 2 ", "PATH", "/bin", "OVERT_DATA", "other");
        Configuration over = load(file, environment, Map.of());
        assertThat(over.get(Settings.HOST)).isEqualTo("10.0.0.1");
        assertThat(over.get(Settings.PORT)).isEqualTo(2);
        assertThat(over.get(Settings.DATA)).isEqualTo(Path.of("other"));

        assertThat(load(file, environment, Map.of("--port", "3")).get(Settings.PORT))
                .isEqualTo(3);
    }

    @Test
    void load_readsTheFileThatTheEnvironmentNames() throws IOException {
        Path file = write("listen: {port: 1}\n");

        assertThat(load(null, Map.of("OVERT_CONFIG", file.toString()), Map.of()).get(Settings.PORT))
                .isEqualTo(1);
    }

    @Test
    void load_readsProducts_whichTheEnvironmentAndTheCommandLineReplace() throws IOException {
        Path file = write("""
                products:
                  - manifest: a.yaml
                    keys: [phc_1, 0b3c7d1e-1111-2222-3333-444455556666]
                    without-key: true
                  - manifest: b/telemetry.yaml
                """);

        assertThat(load(file, Map.of(), Map.of()).products())
                .containsExactly(
                        new ConfiguredProduct(
                                folder.resolve("a.yaml"),
                                List.of("phc_1", "0b3c7d1e-1111-2222-3333-444455556666"),
                                true),
                        new ConfiguredProduct(folder.resolve("b/telemetry.yaml"), List.of(), false));
        Map<String, String> environment = Map.of("OVERT_PRODUCTS", "c.yaml, d.yaml");
        assertThat(load(file, environment, Map.of()).products())
                .containsExactly(ConfiguredProduct.of(Path.of("c.yaml")), ConfiguredProduct.of(Path.of("d.yaml")));
        assertThat(Configuration.load(file, environment, Map.of(), List.of(Path.of("e.yaml")))
                        .products())
                .containsExactly(ConfiguredProduct.of(Path.of("e.yaml")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            listen: {prot: 1}                | :1:10: `listen.prot` is no setting. Did you mean `listen.port`?
            lissten: {port: 1}               | :1:1: `lissten` is no setting.
            listen: 5                        | :1:9: listen is no mapping. Write `key: value` in it.
            listen: {port: 65536}            | :1:16: listen.port `65536` must be a whole number from 0 to 65535.
            listen: {port: [1]}              | :1:10: listen.port must be a whole number
            listen: {port: -1}               | :1:16: listen.port `-1` must be
            listen: {port: 1, port: 2}       | :1:19: listen.port stands here twice. Remove one.
            log: {segment-bytes: 1 MB}       | :1:22: log.segment-bytes `1 MB` must be a number of bytes from 1 MiB to 1 GiB
            log: {segment-bytes: 5}          | :1:22: log.segment-bytes `5` must be a number of bytes
            limits: {key: {events-per-second: 1e3}} | :1:35: limits.key.events-per-second `1e3` must be a number from 0 to
            logging: {format: xml}           | :1:19: logging.format `xml` must be one of `text`, `json`.
            data: ""                         | :1:7: data `` must be a path.
            - data                           | :1:1: the file is no mapping.
            listen: {port: 1                 | this is not YAML
            products: a.yaml                 | :1:11: products is no list.
            products: [{}]                   | :1:12: a product has no manifest.
            products: [{manifest: a, kyes: b}] | :1:12: a product's `kyes` is no setting.
            products: [{manifest: a, without-key: 5}] | :1:39: without-key is neither true nor false.
            """)
    void load_saysWhereWhatAndHow_whateverIsWrongInTheFile(String text, String problem) throws IOException {
        Path file = write(text);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(file, Map.of(), Map.of()))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(problem)
                .withMessageEndingWith(".");
    }

    @Test
    void load_saysAllThatIsWrong_atOnce() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(
                        folder.resolve("none.yaml"),
                        Map.of("OVERT_LISTEN_PROT", "1", "OVERT_LOGGING_LEVEL", "loud"),
                        Map.of("--port", "http")))
                .withMessageContaining("none.yaml: there is no such file.")
                .withMessageContaining(
                        "the variable OVERT_LISTEN_PROT is no setting. Did you mean `OVERT_LISTEN_PORT`?")
                .withMessageContaining("the variable OVERT_LOGGING_LEVEL: logging.level `loud` must be one of")
                .withMessageContaining("the option --port: listen.port `http` must be a whole number")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).hasLineCount(4));
    }

    @Test
    void load_takesSecretsFromTheEnvironmentOrAFileOfTheirOwn_only() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), SECRET + "\n");

        assertThat(load(null, Map.of("OVERT_ADMIN_TOKEN", SECRET), Map.of()).find(Settings.ADMIN_TOKEN))
                .contains(SECRET);
        assertThat(load(null, Map.of("OVERT_ADMIN_TOKEN_FILE", token.toString()), Map.of())
                        .find(Settings.ADMIN_TOKEN))
                .contains(SECRET);
        assertThat(load(write("metrics: {token-file: token}"), Map.of(), Map.of())
                        .find(Settings.METRICS_TOKEN))
                .contains(SECRET);
        assertRefused(
                write("admin: {token: " + SECRET + "}"), Map.of(), "admin.token is a secret, which may not stand in");
        assertRefused(
                null,
                Map.of("OVERT_ADMIN_TOKEN", SECRET + " " + SECRET),
                "admin.token must be a secret of at least 16 characters");
        assertRefused(
                null,
                Map.of("OVERT_ADMIN_TOKEN", SECRET, "OVERT_ADMIN_TOKEN_FILE", token.toString()),
                "admin.token and admin.token-file are both set. Remove one.");
        assertRefused(write("admin: {token-file: none}"), Map.of(), "none cannot be read.");
    }

    private void assertRefused(@Nullable Path file, Map<String, String> environment, String problem) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(file, environment, Map.of()))
                .withMessageContaining(problem)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).doesNotContain(SECRET));
    }

    @Test
    void load_refusesWhatIsNoTextFile() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {0, 1, 2, (byte) 0xff});
        Path large = Files.write(folder.resolve("large"), "# ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));

        assertRefused(binary, Map.of(), "this is not YAML.");
        assertRefused(large, Map.of(), "larger than 1 MiB.");
        assertRefused(folder, Map.of(), "cannot be read.");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("overt-collector.yaml"), text);
    }

    private static Configuration load(
            @Nullable Path file, Map<String, String> environment, Map<String, String> options) {
        return Configuration.load(file, environment, options, List.of());
    }
}
