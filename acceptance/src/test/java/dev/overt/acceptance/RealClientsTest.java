package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Property;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the five real systems send, in each of their generations, replayed to a collector that serves the example's own
 * manifest. The folder {@code real-clients} has the requests in {@code SYSTEM-GENERATION.http}, and in
 * {@code SYSTEM.expected} all that becomes of them:
 *
 * <pre>
 * accepted EVENT NAME=VALUE …          a row of the store: its install id and its properties
 * forwarded INSTALL EVENT PARAMETERS   what a destination was sent, where nothing is kept
 * stripped EVENT PROPERTY REASON N     what of accepted events was not kept
 * refused EVENT REASON N               events in quarantine; * is a name that nobody declared
 * </pre>
 *
 * What a page says is never sent has {@code planted} in it, and that is nowhere afterwards.
 */
final class RealClientsTest {
    private static final Path FOLDER = Checkout.ROOT.resolve("acceptance/src/test/resources/real-clients");
    private static final String MARKER = "planted";
    /** How the ids of RunMat's installations begin. */
    private static final String INSTALLS = "9b7f0ee2";

    private static final Pattern REJECTED =
            Pattern.compile("overt_events_total\\{.*outcome=\"rejected\".*reason=\"(\\w+)\"\\} ([0-9]+)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "initrunner, phc_initrunner",
        "onecli, phc_onecli",
        "altimate, 11111111-2222-3333-4444-555555555555",
        "ktx, phc_ktx",
    })
    void system_hasKeptWhatItsPageDeclares_andNothingElse(String system, String key) throws Exception {
        Path file = Checkout.ROOT.resolve("examples/" + system + "/telemetry.yaml");
        Manifest manifest = ((Reading.Accepted) ManifestReader.read(file)).manifest();
        try (ServedCollector collector = ServedCollector.configured(data(), configuration(file, key, ""))) {
            replay(system, collector);

            List<String> became = new ArrayList<>();
            for (Event event : manifest.events()) {
                became.addAll(accepted(collector, manifest, event));
            }
            became.addAll(counted(collector, "stripped", "event, property, reason", "sum(count)", "drops"));
            became.addAll(counted(collector, "refused", "event, reason", "count(*)", "quarantine"));
            assertBecame(became, system);
            assertThat(collector.terminate()).isZero();
        }
        assertThat(Bytes.filesHolding(MARKER, folder)).isEmpty();
    }

    @Test
    void runmat_hasForwardedWhatItsPageDeclares_andKeepsNothing() throws Exception {
        List<String> became = new ArrayList<>();
        try (MeasurementStandIn google = new MeasurementStandIn(INSTALLS)) {
            Path manifest = Files.writeString(
                    folder.resolve("telemetry.yaml"),
                    Files.readString(Checkout.ROOT.resolve("examples/runmat/telemetry.yaml"))
                            .replace("https://www.google-analytics.com", google.address()));
            Files.writeString(folder.resolve("secret"), "0123456789abcdef");
            String destination = """
                        destinations:
                          google-analytics: {measurement-id: G-ABCDEF1234, api-secret-file: secret}
                    """;
            try (ServedCollector collector =
                    ServedCollector.configured(data(), configuration(manifest, "rk_runmat", destination))) {
                replay("runmat", collector);
                REJECTED.matcher(metrics(collector))
                        .results()
                        .map(RealClientsTest::rejected)
                        .forEach(became::add);
                assertThat(collector.terminate())
                        .as("it delivers what it holds")
                        .isZero();
            }
            google.events().forEach(event -> became.add("forwarded " + event));
        }
        assertBecame(became, "runmat");
        assertThat(Bytes.filesHolding(MARKER, folder)).isEmpty();
        assertThat(Bytes.filesHolding(INSTALLS, data())).isEmpty();
    }

    private static String rejected(MatchResult line) {
        return "refused * " + line.group(1) + " " + line.group(2);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path configuration(Path manifest, String key, String more) throws IOException {
        return Files.writeString(
                folder.resolve("overt-collector.yaml"),
                "products:\n  - manifest: " + manifest + "\n    keys: [\"" + key + "\"]\n" + more);
    }

    private static void replay(String system, ServedCollector collector) throws Exception {
        for (Path file : generations(system)) {
            for (RecordedRequests.Recorded request : RecordedRequests.read(file).requests()) {
                assertThat(request.send(collector.address()))
                        .as("%s: %s", file.getFileName(), request.body())
                        .isLessThan(500);
            }
        }
    }

    private static List<Path> generations(String system) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches(system + "-.*\\.http"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> accepted(ServedCollector collector, Manifest manifest, Event event) {
        List<String> names = new ArrayList<>(List.of("install_id"));
        manifest.properties(event).stream().map(Property::name).forEach(names::add);
        String columns = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String table = manifest.product().id().replace('-', '_') + "." + event.name();
        List<String> rows = new ArrayList<>();
        for (List<Object> row :
                collector.query("select " + columns + " from " + table).rows()) {
            StringBuilder line = new StringBuilder("accepted " + event.name());
            for (int i = 0; i < names.size(); i++) {
                if (row.get(i) != null) {
                    line.append(' ').append(names.get(i)).append('=').append(row.get(i));
                }
            }
            rows.add(line.toString());
        }
        return rows;
    }

    private static List<String> counted(
            ServedCollector collector, String what, String columns, String count, String table) {
        String sql = "select " + columns + ", " + count + " from overt." + table + " group by all";
        return collector.query(sql).rows().stream()
                .map(row -> what + " " + row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .toList();
    }

    private static String metrics(ServedCollector collector) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(collector.address().resolve("metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What became of it is left in {@code target}, to be compared. */
    private static void assertBecame(List<String> became, String system) throws IOException {
        List<String> sorted = became.stream().sorted().toList();
        Path left = Files.createDirectories(Path.of("target/real-clients"));
        Files.write(left.resolve(system + ".expected"), sorted);
        assertThat(sorted).isEqualTo(Files.readAllLines(FOLDER.resolve(system + ".expected")));
    }
}
