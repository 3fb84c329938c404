package dev.overt.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A store's files out of the way, under another name; nothing is deleted. */
final class AsideFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AsideFile() {}

    /**
     * Renames {@code store.duckdb} to {@code store.duckdb.unreadable-TIME}, and what DuckDB keeps beside it accordingly.
     * That goes first: without it the file is an older store, but it without the file would be part of a new one.
     */
    static Path move(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + TIME.format(Instant.now()));
        Path changes = changes(file);
        if (Files.exists(changes)) {
            Files.move(changes, changes(aside));
        }
        return Files.move(file, aside);
    }

    private static Path changes(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }
}
