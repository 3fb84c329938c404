package dev.overt.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store's files out of the way, under another name. */
final class AsideFile {
    private static final Logger LOG = LoggerFactory.getLogger(AsideFile.class);
    private static final String SUFFIX = ".unreadable-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private AsideFile() {}

    /**
     * Renames {@code store.duckdb} to {@code store.duckdb.unreadable-TIME}, and what DuckDB keeps beside it accordingly.
     * That goes first: without it the file is an older store, but it without the file would be part of a new one.
     */
    static Path move(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + SUFFIX + TIME.format(Instant.now()));
        Path changes = changes(file);
        if (Files.exists(changes)) {
            Files.move(changes, changes(aside));
        }
        return Files.move(file, aside);
    }

    /**
     * Deletes what was ever set aside of {@code file}, and returns how many files that were: nobody can tell which rows are in
     * a store that cannot be read.
     */
    static int deleteAll(Path file) throws IOException {
        List<Path> all;
        try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
            all = beside.filter(path -> path.getFileName().toString().startsWith(file.getFileName() + SUFFIX))
                    .toList();
        }
        for (Path aside : all) {
            LOG.warn("{} is deleted, for it may hold events of an installation whose deletion was asked for.", aside);
            Files.deleteIfExists(aside);
        }
        return all.size();
    }

    private static Path changes(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }
}
