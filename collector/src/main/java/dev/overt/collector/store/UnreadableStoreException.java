package dev.overt.collector.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says that a store's file is no store, is damaged, or is of a version that this DuckDB does not read. */
final class UnreadableStoreException extends StoreException {
    private static final long serialVersionUID = 1;

    /** What DuckDB says of such files. */
    private static final List<String> WORDS = List.of(
            "not a valid DuckDB database file",
            "Could not read enough bytes",
            "Corrupt database file",
            "Corrupt WAL file",
            "Failure while replaying WAL",
            "with version number",
            "newer version of DuckDB");

    /** What is no fault of the file, whatever else is said. */
    private static final List<String> OTHER_WORDS =
            List.of("No space left", "Permission denied", "Out of Memory", "Too many open files", "Could not write");

    UnreadableStoreException(String message, @Nullable SQLException cause) {
        super(message, cause);
    }

    static boolean isMeant(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return WORDS.stream().anyMatch(message::contains)
                && OTHER_WORDS.stream().noneMatch(message::contains);
    }
}
