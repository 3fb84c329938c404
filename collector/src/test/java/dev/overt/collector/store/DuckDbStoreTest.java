package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbStoreTest extends EventStoreContract {
    @TempDir
    Path directory;

    private int crashes;

    private Path file() {
        return directory.resolve("store" + crashes + ".duckdb");
    }

    @Override
    EventStore open() {
        return DuckDbStore.open(file());
    }

    /** Goes on with a copy of the files as they are while the store is open: what a killed process leaves. */
    @Override
    void crash(EventStore crashing) throws IOException {
        Path before = file();
        crashes++;
        Files.copy(before, file());
        Path changes = Path.of(before + ".wal");
        if (Files.exists(changes)) {
            Files.copy(changes, Path.of(file() + ".wal"));
        }
        crashing.close();
    }

    @Test
    void query_refuses_whatIsNotOneSelect() {
        for (String sql : List.of(
                "insert into my_tool.run select * from my_tool.run",
                "update overt.progress set next_offset = 0",
                "delete from overt.progress",
                "truncate overt.progress",
                "drop table my_tool.run",
                "create table x (i int)",
                "create temp table x (i int)",
                "create macro m() as 1",
                "alter table my_tool.run add column x int",
                "copy my_tool.run to 'out.csv'",
                "copy (select 1) to 'out.csv'",
                "copy my_tool.run from '/etc/passwd'",
                "export database 'out'",
                "import database 'out'",
                "attach 'other.duckdb'",
                "detach store0",
                "use temp",
                "pragma database_list",
                "pragma enable_profiling",
                "set threads = 1",
                "set variable x = 1",
                "reset threads",
                "install httpfs",
                "load httpfs",
                "call force_checkpoint()",
                "checkpoint",
                "vacuum",
                "begin",
                "commit",
                "prepare p as select 1",
                "execute p",
                "explain select 1",
                "select 1; select 2",
                "select 1; drop table my_tool.run",
                "commit; insert into overt.progress values (1); select 1",
                "",
                " ; ",
                "-- nothing")) {
            assertThatThrownBy(() -> rows(sql))
                    .as(sql)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("only one statement that reads is answered");
            assertThat(rows("select * from overt.progress")).containsExactly(row(0L));
        }
    }

    @Test
    void query_refuses_functionsThatDoMoreThanRead() {
        for (String sql : List.of(
                "select * from read_csv('/etc/passwd')",
                "select * from READ_TEXT('/etc/passwd')",
                "select * from main.read_blob('/etc/passwd')",
                "with x as (from read_parquet('x')) select * from x",
                "select (select content from read_text('/etc/passwd'))",
                "describe (from read_csv('/etc/passwd'))",
                "from glob('/*')",
                "from sniff_csv('/etc/passwd')",
                "from enable_logging(storage = 'file', storage_path = 'out')",
                "from \"enable_logging\"(storage = 'file', storage_path = 'out')",
                "from checkpoint()",
                "from force_checkpoint()",
                "from query('select 1')",
                "from query_table('overt.progress')",
                "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
                "from arrow_scan(1, 2, 3)",
                "from duckdb_settings()",
                "from duckdb_secrets()",
                "select write_log('x')",
                "select sleep_ms(1)")) {
            assertThatThrownBy(() -> rows(sql))
                    .as(sql)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is not allowed: a query sees the store's tables");
        }
    }

    @Test
    void query_refuses_whatIsNotThere() {
        for (String sql : List.of(
                "select * from '/etc/passwd'",
                "from \"/etc/passwd.csv\"",
                "select nextval('x')",
                "select * from nowhere")) {
            assertThatThrownBy(() -> rows(sql))
                    .as(sql)
                    .isInstanceOf(StoreException.class)
                    .hasMessageFindingMatch("does not exist|file system operations are disabled");
        }
    }

    @Test
    void query_answers_everyStatementThatReads() {
        for (String sql : List.of(
                "select 1",
                "select 1;",
                "values (1)",
                "from overt.progress",
                "with x as (select 1) select * from x -- done",
                "describe my_tool.run",
                "summarize overt.progress",
                "show all tables",
                "select * from range(3)",
                "select unnest([1, 2])",
                "select * from information_schema.tables limit 1",
                "from duckdb_tables() limit 1",
                "select count(*) filter (count > 1) over () from (select 1 as count)",
                "from (pivot (select 1 as a, 2 as b) on a in (1) using sum(b))",
                "select list_transform([1, 2], lambda x: x + 1), [x * 2 for x in [1, 2]], {'a': 1}.a",
                "select i, row_number() over w from range(9) r(i) window w as (order by i) qualify i > 1 order by all",
                "select interval 3 days, 'a' like 'b' escape 'c', 1 in (1, 2), case when true then 1 end, -1 // 2",
                "select * exclude (i), columns('i') from range(3) r(i) group by all limit 1 offset 1",
                "with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select n from t")) {
            assertThat(rows(sql)).as(sql).isNotEmpty();
        }
    }

    @Test
    void query_saysWhere_aStatementIsWrong() {
        assertThatThrownBy(() -> rows("selec 1"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not SQL")
                .hasMessageContaining("selec");
        assertThatThrownBy(() -> rows("select nothing from overt.progress"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nothing")
                .hasMessageContaining("LINE 1");
        assertThatThrownBy(() -> rows("select ?")).isInstanceOf(StoreException.class);
    }

    @Test
    void query_givesValues_asTheirTypes() {
        assertThat(rows("select 1::tinyint + 0, sum(i), 1.5::decimal(5,2), null, true, 'x', date '2026-01-02',"
                        + " timestamptz '2026-01-02 03:04:05+02', [1, 2], 170141183460469231731687303715884105727::hugeint"
                        + " from range(3) r(i)"))
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row.toString())
                        .isEqualTo("[1, 3, 1.50, null, true, x, 2026-01-02, 2026-01-02T01:04:05Z, [1,2],"
                                + " 170141183460469231731687303715884105727]"));
    }

    @Test
    void query_givesNestedValues_asJson() {
        assertThat(rows(
                        "select ['a\"b', null, 'c'], [[1.5], []], map {'b': 2, 'a': 1}, {'k': [true], 'd': date '2026-01-02'},"
                                + " map {1: 'nan'::double}, []::varchar[], map {}"))
                .containsExactly(row(
                        "[\"a\\\"b\",null,\"c\"]",
                        "[[1.5],[]]",
                        "{\"b\":2,\"a\":1}",
                        "{\"k\":[true],\"d\":\"2026-01-02\"}",
                        "{\"1\":\"NaN\"}",
                        "[]",
                        "{}"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_leavesNoLibraryInTheTemporaryFolder() throws IOException {
        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(map -> map.contains("libduckdb_java"))
                .isNotEmpty()
                .allMatch(map -> map.endsWith("(deleted)"));
    }

    @Test
    void query_isStopped_whenItTakesTooLong() {
        QueryLimits limits = new QueryLimits(1_000_000, Duration.ofMillis(300), 1);
        try (DuckDbStore store = DuckDbStore.open(directory.resolve("other.duckdb"), limits)) {
            for (String sql : List.of(
                    "select count(*) from range(10000000000000) r(i) where i % 7 = 3",
                    "select i from range(100) r(i) union all select i from range(10000000000000) r(i) where i < 0",
                    "select i from range(500000) r(i) union all select i from range(10000000000000) r(i) where i < 0")) {
                assertThatThrownBy(() -> store.query(sql))
                        .as(sql)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("longer than 300 ms");
            }
            assertThat(store.query("select 1").rows()).containsExactly(row(1));
        }
    }

    @Test
    void query_keepsTheOrder_thatIsAskedFor() {
        assertThat(rows("select i from range(9000) r(i) order by i desc;; -- done"))
                .hasSize(9000)
                .startsWith(row(8999L));
    }

    @Test
    void query_isRefused_whenItHasTooManyRows() {
        QueryLimits limits = new QueryLimits(100, Duration.ofMinutes(1), 1);
        try (DuckDbStore store = DuckDbStore.open(directory.resolve("other.duckdb"), limits)) {
            assertThat(store.query("select * from range(100)").rows()).hasSize(100);
            assertThatThrownBy(() -> store.query("select * from range(101)"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("more than 100 rows")
                    .hasMessageContaining("LIMIT");
        }
    }

    @Test
    void open_refuses_whatIsNoDatabase() throws IOException {
        Path file = directory.resolve("text.duckdb");
        Files.writeString(file, "not a database, but a text that is long enough to be looked at. ".repeat(200));

        assertThatThrownBy(() -> DuckDbStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot be opened");
    }

    /** Opens the store whose path is its argument, and prints what comes of it. */
    static final class SecondProcess {
        private SecondProcess() {}

        public static void main(String[] args) {
            try (DuckDbStore store = DuckDbStore.open(Path.of(args[0]))) {
                System.out.println("opened at " + store.nextOffset());
            } catch (StoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void open_saysThatAnotherProcess_hasTheStore() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        file().toString())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).startsWith("another process has the store ").contains("only one can at a time");
    }
}
