package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The rule which SQL may be asked: one statement that only reads tables. Immutable: any number of threads.
 *
 * <p>DuckDB's own parser says what a text is; its {@code json_serialize_sql} takes SELECT statements only. That there is one
 * statement must be known before it is prepared, because the driver runs all but the last while it prepares. Among
 * functions every table function is refused that is not known to be harmless: some read files, one ends the process.
 */
final class SelectOnly {
    private static final JsonFactory JSON = new JsonFactory();

    /** Table functions that read nothing but the catalog and their arguments. */
    private static final Set<String> HARMLESS = Set.of(
            "duckdb_columns",
            "duckdb_functions",
            "duckdb_keywords",
            "duckdb_schemas",
            "duckdb_tables",
            "duckdb_types",
            "duckdb_views",
            "generate_series",
            "icu_calendar_names",
            "json_each",
            "json_tree",
            "pg_timezone_names",
            "pragma_show",
            "pragma_table_info",
            "pragma_version",
            "range",
            "repeat",
            "repeat_row",
            "summary",
            "unnest");

    /** Scalar functions that do more than compute. */
    private static final Set<String> HARMFUL = Set.of("setseed", "sleep_ms", "write_log");

    private final Set<String> refusedFunctions;

    private SelectOnly(Set<String> refusedFunctions) {
        this.refusedFunctions = refusedFunctions;
    }

    static SelectOnly of(Connection connection) throws SQLException {
        Set<String> refused = new HashSet<>(HARMFUL);
        Sql.query(
                connection,
                "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
                        + " WHERE function_type IN ('table', 'table_macro', 'pragma')",
                row -> refused.add(row.getString(1)));
        refused.removeAll(HARMLESS);
        refused.removeAll(Set.of("histogram", "histogram_values"));
        return new SelectOnly(refused);
    }

    /**
     * The statement that {@code sql} says, in DuckDB's own words: without comments and semicolons.
     *
     * @throws StoreException if it may not be asked; says why
     */
    String check(String sql, Connection connection) throws SQLException {
        String tree = text("SELECT json_serialize_sql(?::VARCHAR)", sql, connection);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), tree)) {
            checkTree(json);
        } catch (JacksonException e) {
            throw new StoreException("the statement is too large or too deeply nested. Ask less at once.", e);
        }
        return text("SELECT json_deserialize_sql(?::JSON)", tree, connection);
    }

    private static String text(String sql, String parameter, Connection connection) throws SQLException {
        AtomicReference<String> text = new AtomicReference<>("");
        Sql.query(connection, sql, row -> text.set(String.valueOf(row.getString(1))), parameter);
        return text.get();
    }

    /** Reads {@code {"error":…,"error_type":…,"error_message":…,"statements":[{…}]}}. */
    private void checkTree(JsonParser json) {
        boolean statementsFound = false;
        String errorType = "";
        String errorMessage = "";
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "statements" -> {
                    statementsFound = true;
                    checkStatements(json);
                }
                case "error_type" -> errorType = json.getString();
                case "error_message" -> errorMessage = json.getString();
                default -> json.skipChildren();
            }
        }
        if (!statementsFound) {
            throw errorType.equals("parser")
                    ? new StoreException("the statement is not SQL: " + errorMessage)
                    : notOneSelect();
        }
    }

    private static StoreException notOneSelect() {
        return new StoreException("only one statement that reads is answered: SELECT, WITH … SELECT, FROM, VALUES,"
                + " DESCRIBE, SHOW or SUMMARIZE.");
    }

    private void checkStatements(JsonParser json) {
        int statements = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            statements++;
            checkFunctions(json);
        }
        if (statements != 1) {
            throw notOneSelect();
        }
    }

    /** Reads one object to its end. */
    private void checkFunctions(JsonParser json) {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && "function_name".equals(json.currentName())) {
                checkFunction(json.getString());
            }
        }
    }

    private void checkFunction(String name) {
        if (refusedFunctions.contains(name.toLowerCase(Locale.ROOT))) {
            throw new StoreException("the function " + name
                    + " is not allowed: a query sees the store's tables, no files" + " and no settings.");
        }
    }
}
