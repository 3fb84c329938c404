package dev.overt.collector.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Changes of a store that is closed, behind its back. */
public final class Tampering {
    private Tampering() {}

    public static void run(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            Sql.run(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
