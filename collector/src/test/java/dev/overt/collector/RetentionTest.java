package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an event in a collector's folder when it has become too old. */
final class RetentionTest {
    private static final String INSTALL = "feedface0123456789abcdef98765432";
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    private final MutableClock clock = new MutableClock();

    private Collector start() {
        CollectorOptions options = new CollectorOptions("127.0.0.1", 0, data, List.of(InitRunner.manifest()));
        return Collector.start(new CollectorOptions(
                options.host(),
                options.port(),
                options.dataDirectory(),
                options.manifests(),
                options.foreignKeys(),
                options.productWithoutKey(),
                options.operation().withClock(clock)));
    }

    @Test
    void event_isInNoFile_whenItsTimeIsOver_andItsCountIs() throws Exception {
        try (Collector collector = start()) {
            Http http = new Http(collector);
            assertThat(http.upload(Http.command(INSTALL, 0, "run", true)).statusCode())
                    .isEqualTo(200);
            assertThat(query(collector, "select install_id from initrunner.cli_command"))
                    .contains(INSTALL);
            await(() -> query(collector, "select events from overt.counts where grain = 'day' and event = ''")
                    .contains("[[1]"));
        }
        assertThat(holdingInstall()).isNotEmpty();

        clock.advance(Duration.ofDays(100));
        try (Collector collector = start()) {
            await(() -> holdingInstall().isEmpty());
            assertThat(query(collector, "select count(*) from initrunner.cli_command"))
                    .contains("[[0]]");
            assertThat(query(
                            collector,
                            "select rows, k from overt.periods where grain = 'day' and sealed_at is not null"))
                    .contains("[[1,10]]");
            assertThat(new Http(collector).get("/readyz").body())
                    .contains("\"rollups\":{\"ready\":true,\"detail\":\"counted and expired in time\"");
            assertThat(new Http(collector).get("/metrics").body())
                    .contains("overt_retention_overdue_days 0.0", "overt_rollup_differences_total 0.0");
        }
        assertThat(holdingInstall()).isEmpty();
    }

    private String query(Collector collector, String sql) {
        String token = Keys.read(new DataDirectory(data).keys()).admin();
        return new Http(collector)
                .post("/admin/sql", token, "{\"sql\":\"" + sql + "\"}")
                .body();
    }

    private List<Path> holdingInstall() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(RetentionTest::holdsInstall)
                    .toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return holdingInstall();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean holdsInstall(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(INSTALL);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(deadline);
            Thread.sleep(200);
        }
    }
}
