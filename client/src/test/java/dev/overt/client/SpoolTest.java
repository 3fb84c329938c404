package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Platform.class)
final class SpoolTest {
    private final Platform platform;

    @TempDir
    Path home;

    SpoolTest(Platform platform) {
        this.platform = platform;
    }

    private Spool spool() {
        return new Spool(installation().spool(), new FakeSurroundings(home));
    }

    private Installation installation() {
        return new Installation(home.resolve("telemetry.json"), new FakeSurroundings(home));
    }

    private SpoolWriter writer() {
        return new SpoolWriter(InitRunnerPolicy.policy(), installation(), new FakeSurroundings(home));
    }

    private String dropped() throws IOException {
        return Files.readString(home.resolve("telemetry-spool/dropped"));
    }

    @BeforeEach
    void prepare() throws IOException {
        home = platform.home(home);
        spool().prepare();
    }

    @Test
    void take_isForTheOwnerAlone() throws IOException {
        platform.assumePermissions();
        writer().take("{}");
        spool().drop("x", 1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("telemetry-spool"))))
                .isEqualTo("rwx------");
        for (String each : spool().names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            home.resolve("telemetry-spool").resolve(each))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void take_drops_whenThereAreTooManyFiles() throws IOException {
        for (int i = 0; i < SpoolWriter.MAX_FILES; i++) {
            Files.createFile(home.resolve("telemetry-spool/1-1-" + i + ".ready"));
        }
        writer().take("{}");
        assertThat(spool().names()).hasSize(SpoolWriter.MAX_FILES + 1);
        assertThat(dropped()).isEqualTo("spool_full 1\n");
    }

    @Test
    void take_drops_whenThereAreTooManyBytes() throws IOException {
        Files.write(home.resolve("telemetry-spool/1-1-1.ready"), new byte[(int) SpoolWriter.MAX_BYTES]);
        writer().take("{}");
        assertThat(dropped()).isEqualTo("spool_full 1\n");
    }

    @Test
    void take_staysWithinTheBounds_howeverMuchOneProcessRecords() throws IOException {
        SpoolWriter writer = writer();
        String event = "{\"id\":\"" + "x".repeat(8_000) + "\"}";
        for (int i = 0; i < 2_000; i++) {
            writer.take(event);
        }
        writer.close(new Decision(true, Decision.Reason.GRANTED, "you agreed"));
        long bytes = 0;
        for (String each : spool().names()) {
            long size = Files.size(home.resolve("telemetry-spool").resolve(each));
            assertThat(size).isLessThanOrEqualTo(Spool.MAX_FILE_BYTES);
            bytes += size;
        }
        assertThat(bytes).isLessThanOrEqualTo(SpoolWriter.MAX_BYTES + Spool.MAX_FILE_BYTES);
        assertThat(dropped()).startsWith("spool_full 1\n");
    }

    @Test
    void take_drops_whatIsTooLarge() throws IOException {
        writer().take("x".repeat(SpoolWriter.MAX_EVENT_BYTES));
        assertThat(dropped()).isEqualTo("too_large 1\n");
    }

    @Test
    void take_dropsAndGoesOn_whenTheDirectoryIsGone() throws IOException {
        SpoolWriter writer = writer();
        writer.take("{\"id\":\"a\"}");
        spool().clear();
        writer.take("{\"id\":\"b\"}");
        assertThat(spool().names()).isEmpty();
        writer.take("{\"id\":\"c\"}");
        assertThat(spool().countWaiting()).isOne();
    }

    @Test
    void take_startsAnotherFile_whenAWriteFailed() throws IOException {
        SpoolWriter writer = writer();
        writer.take("{\"id\":\"a\"}");
        String open = spool().names()[0];
        Files.delete(home.resolve("telemetry-spool").resolve(open));
        Files.createDirectory(home.resolve("telemetry-spool").resolve(open));
        writer.take("{\"id\":\"b\"}");
        assertThat(dropped()).isEqualTo("write_failed 1\n");
        writer.take("{\"id\":\"c\"}");
        assertThat(Files.readAllLines(home.resolve("telemetry-spool").resolve(open(spool().names()))))
                .containsExactly("{\"id\":\"c\"}");
    }

    private static String open(String[] names) {
        for (String each : names) {
            if (each.endsWith(".open")) {
                return each;
            }
        }
        throw new AssertionError("no open file");
    }

    @Test
    void drop_isBounded() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            spool().drop("spool_full", 1);
        }
        assertThat(Files.size(home.resolve("telemetry-spool/dropped"))).isLessThan(SpoolWriter.MAX_DROPPED_BYTES + 100);
    }

    @Test
    void clear_leavesWhatIsNotItsOwn() throws IOException {
        writer().take("{}");
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("1-1-1.ready"));
        Files.createSymbolicLink(home.resolve("telemetry-spool/sending-1"), elsewhere);
        assertThat(spool().clear()).isTrue();
        assertThat(elsewhere.resolve("1-1-1.ready")).exists();
        spool().prepare();
        Files.createFile(home.resolve("telemetry-spool/mine.txt"));
        assertThat(spool().clear()).isFalse();
        assertThat(home.resolve("telemetry-spool/mine.txt")).exists();
    }
}
