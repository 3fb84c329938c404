package dev.overt.collector.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes every table of a database into a new one, and looks whether all rows have come. */
final class StoreCopying {
    private static final String COPY = "fresh";

    private StoreCopying() {}

    static void run(Statement statement, Path copy) throws SQLException {
        String database = Sql.quote(text("SELECT current_database()", statement));
        statement.execute("ATTACH " + Sql.text(copy.toString()) + " AS " + COPY);
        try {
            statement.execute("COPY FROM DATABASE " + database + " TO " + COPY);
            check(database, statement);
            statement.execute("CHECKPOINT " + COPY);
        } finally {
            statement.execute("DETACH " + COPY);
        }
    }

    private static void check(String database, Statement statement) throws SQLException {
        for (String table : tables(statement)) {
            String rows = text("SELECT count(*) FROM " + database + "." + table, statement);
            String copied = text("SELECT count(*) FROM " + COPY + "." + table, statement);
            if (!rows.equals(copied)) {
                throw new SQLException(copied + " of " + rows + " rows of " + table + " were copied");
            }
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database()")) {
            while (rows.next()) {
                tables.add(Sql.quote(rows.getString(1)) + "." + Sql.quote(rows.getString(2)));
            }
        }
        return tables;
    }

    private static String text(String sql, Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
