package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The blocks of DuckDB's file that nothing is in any more, and that still hold what was. Random numbers are written into
 * them, and the space is free again afterwards.
 */
final class FreeBlocks {
    /** Numbers of 8 bytes in a block of 256 KiB, at most. */
    private static final int BLOCK_NUMBERS = 32_768;
    /** 4 GiB at once; what is free beyond is next. */
    private static final long MAX_BLOCKS = 16_384;
    /** Blocks that the database takes for itself meanwhile. */
    private static final int MORE_BLOCKS = 8;

    private final Connection connection;
    private final Runnable checkpoint;

    /** @param checkpoint brings the file up to date */
    FreeBlocks(Connection connection, Runnable checkpoint) {
        this.connection = connection;
        this.checkpoint = checkpoint;
    }

    void overwrite() throws SQLException {
        Sql.run(connection, "DROP TABLE IF EXISTS overt.filler"); // left when this was cut off
        checkpoint.run();
        long blocks = Math.min(MAX_BLOCKS, free()) + MORE_BLOCKS;
        Sql.run(
                connection,
                "CREATE TABLE overt.filler AS SELECT (random() * 9e18)::BIGINT AS number FROM range("
                        + blocks * BLOCK_NUMBERS + ")");
        checkpoint.run();
        Sql.run(connection, "DROP TABLE overt.filler");
        checkpoint.run();
    }

    private long free() throws SQLException {
        AtomicLong free = new AtomicLong();
        Sql.query(
                connection,
                "SELECT max(free_blocks) FROM pragma_database_size() WHERE database_name = current_database()",
                row -> free.set(row.getLong(1)));
        return free.get();
    }
}
