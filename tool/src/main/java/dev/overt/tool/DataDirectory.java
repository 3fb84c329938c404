package dev.overt.tool;

import dev.overt.collector.RunningCollector;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.Table;
import java.nio.file.Files;
import java.nio.file.Path;

/** A collector's data directory, queried through the collector while it runs and directly when it does not. */
record DataDirectory(Path path) {
    static final String DEFAULT = "overt-data";

    /** Whether a product was ever served from it. */
    boolean hasManifests() {
        return Files.isDirectory(path.resolve("manifests"));
    }

    /**
     * The rows of one read-only statement.
     *
     * @throws Refusal if there is no such directory or the statement is refused
     */
    Table query(String sql) {
        if (!Files.exists(path.resolve("store.duckdb"))) {
            throw new Refusal("there is no collector's data in "
                    + path.toAbsolutePath().normalize()
                    + ". Name its folder with --data, or start a collector there with: overt serve --data " + path
                    + " MANIFEST");
        }
        try {
            var running = RunningCollector.find(path);
            if (running.isPresent()) {
                return running.get().query(sql);
            }
            try (DuckDbStore store = DuckDbStore.open(path.resolve("store.duckdb"))) {
                return store.query(sql);
            }
        } catch (RuntimeException e) {
            throw new Refusal(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }
}
