package dev.overt.collector.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbRollupsTest extends RollupsContract {
    @TempDir
    Path directory;

    /** As a collector does, so that a store is noticed that is taken for damaged, and set aside, after rows have gone. */
    @Override
    EventStore open() {
        return DuckDbStore.openOrBegin(directory.resolve("store.duckdb"), 1L << 30);
    }

    @Override
    void corrupt(String table, String grain) {
        String sum = table.equals("funnel") ? "failed" : "installs";
        store.close();
        Tampering.run(
                directory.resolve("store.duckdb"),
                "UPDATE overt." + table + " SET " + sum + " = " + sum
                        + " + 1 WHERE rowid IN (SELECT min(rowid) FROM overt." + table + " WHERE grain = '" + grain
                        + "')");
        store = open();
        store.declare(manifest);
    }
}
