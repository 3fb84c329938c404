package dev.overt.collector.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbRollupsTest extends RollupsContract {
    @TempDir
    Path directory;

    @Override
    EventStore open() {
        return DuckDbStore.open(directory.resolve("store.duckdb"));
    }
}
