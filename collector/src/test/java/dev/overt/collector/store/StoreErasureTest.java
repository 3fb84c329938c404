package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.overt.collector.log.IdScan;
import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreErasureTest {
    private static final String GONE = "0123456789abcdef0123456789abcdef";
    private static final Installation INSTALLATION = new Installation("my-tool", GONE);
    private static final String TEXTS = """
              run:
                why: A test.
                when: Always.
                properties:
                  note: {type: text, max: 200, justification: "A test."}
                  session: {type: session-id}
            """;

    @TempDir
    private Path directory;

    private EventStore store;

    private Path file() {
        return directory.resolve("store.duckdb");
    }

    @BeforeEach
    void open() {
        store = DuckDbStore.openOrBegin(file(), 256 << 20);
        store.declare(SampleManifest.of("my-tool", TEXTS));
        store.declare(SampleManifest.of("other-tool", TEXTS));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String install(int number) {
        return String.format("%032x", number + 1_000_000);
    }

    private static LogEntry.Accepted event(int id, String product, String install, String note) {
        return new LogEntry.Accepted(
                new UUID(0x7000, id),
                product,
                "run",
                install,
                SampleEvents.MIDNIGHT_MILLIS,
                SampleEvents.MIDNIGHT_MILLIS,
                Map.of("note", note, "session", install(id)),
                List.of());
    }

    private void fill(int rows) {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            entries.add(event(i, "my-tool", i % 10 == 0 ? GONE : install(i), "note " + i));
        }
        store.append(entries, 100);
    }

    private long count(String sql) {
        return ((Number) store.query(sql).rows().get(0).get(0)).longValue();
    }

    private Set<String> scanned() throws IOException {
        IdScan scan = new IdScan(Set.of(GONE));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(path);
                scan.begin();
                scan.next(bytes, 0, bytes.length);
            }
        }
        return scan.found();
    }

    @Test
    void erase_andPurge_leaveNoByte_andAllElse() throws IOException {
        // Of so many rows DuckDB mostly keeps the ids as they are; fewer it compresses so that nobody finds them.
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            entries.add(event(1_000 + i, "my-tool", i % 2_000 == 0 ? GONE : install(i % 2_000), ""));
        }
        store.append(entries, 99);
        fill(200);
        assertThat(scanned()).isNotEmpty();
        store.close();
        open();
        String rows = "select count(*), bit_xor(hash(run)) from my_tool.run";
        Table others = store.query(rows + " where install_id <> '" + GONE + "'");
        assertThat(store.count(INSTALLATION)).isEqualTo(new InstallationRows(30, 0, 0));

        store.erase(INSTALLATION);
        assertThat(store.purge()).isZero();

        assertThat(scanned()).isEmpty();
        assertThat(store.count(INSTALLATION).isEmpty()).isTrue();
        assertThat(store.query(rows)).isEqualTo(others);
        assertThat(store.nextOffset()).isEqualTo(100);
        store.append(List.of(event(1, "my-tool", install(1), "note 1"), event(90_000, "my-tool", install(1), "")), 101);
        assertThat(count("select count(*) from my_tool.run")).isEqualTo(20_171);
        store.append(List.of(SampleEvents.rejected(1, 3)), 102);
        store.append(List.of(SampleEvents.rejected(2, 4)), 103);
        assertThat(count("select count from overt.drops")).isEqualTo(7);
    }

    @Test
    void erase_findsTheId_inTextsAndInTheCollectorsOwnTables() {
        fill(10);
        store.append(
                List.of(
                        event(20, "my-tool", install(20), "my id is " + GONE.toUpperCase(Locale.ROOT)),
                        event(21, "my-tool", install(21), "01234567-89ab-cdef-0123-456789abcdef"),
                        SampleEvents.quarantined(30, "x" + GONE),
                        SampleEvents.quarantined(31, "unknown"),
                        event(0, "my-tool", install(22), "another event under the id of one of theirs"),
                        event(40, "other-tool", GONE, "")),
                200);
        assertThat(store.count(INSTALLATION)).isEqualTo(new InstallationRows(3, 2, 0));
        assertThat(store.isShared(INSTALLATION)).isTrue();
        assertThat(store.isShared(new Installation("my-tool", install(1)))).isFalse();

        store.erase(INSTALLATION);

        assertThat(store.count(INSTALLATION).isEmpty()).isTrue();
        assertThat(count("select count(*) from my_tool.run")).isEqualTo(9);
        assertThat(store.query("select event from overt.quarantine").rows()).containsExactly(List.of("unknown"));
        assertThat(count("select count(*) from other_tool.run")).isEqualTo(1);
        assertThat(store.count(new Installation("other-tool", GONE))).isEqualTo(new InstallationRows(1, 0, 0));
    }

    @Test
    void purge_deletesWhatWasSetAside_andWhatACopyLeft() throws IOException {
        fill(10);
        store.close();
        Files.writeString(directory.resolve("store.duckdb.unreadable-20250101T000000.000Z"), GONE);
        Files.writeString(directory.resolve("store.duckdb.unreadable-20250101T000000.000Z.wal"), GONE);
        Files.createDirectory(directory.resolve("store.duckdb.copy"));
        Files.writeString(directory.resolve("store.duckdb.copy/store.duckdb"), GONE);
        open();
        assertThat(directory.resolve("store.duckdb.copy")).doesNotExist();

        store.erase(INSTALLATION);

        assertThat(store.purge()).isEqualTo(2);
        assertThat(scanned()).isEmpty();
    }

    @Test
    void query_isAnswered_whileAPurgeGoesOn() throws Exception {
        fill(2_000);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> asked = executor.submit(() -> {
                int answers = 0;
                while (!done.get()) {
                    assertThat(count("select count(*) from my_tool.run")).isEqualTo(2_000);
                    answers++;
                }
                return answers;
            });
            for (int i = 0; i < 5; i++) {
                store.purge();
            }
            done.set(true);
            assertThat(asked.get()).isPositive();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void query_stillReachesNoFile() {
        fill(1);
        store.purge();
        assertThatThrownBy(() -> store.query("select * from '" + directory.resolve("x.csv") + "'"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("file system operations are disabled");
    }

    @Test
    void purge_leavesTheStoreAsItWas_whereItCannotWrite() throws IOException {
        fill(10);
        Files.writeString(directory.resolve("store.duckdb.copy"), "in the way");

        assertThatThrownBy(() -> store.purge()).isInstanceOf(StoreException.class);

        assertThat(count("select count(*) from my_tool.run")).isEqualTo(10);
        store.append(List.of(event(50, "my-tool", install(1), "")), 300);
        assertThat(count("select count(*) from my_tool.run")).isEqualTo(11);
    }
}
