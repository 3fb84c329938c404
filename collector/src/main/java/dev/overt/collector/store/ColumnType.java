package dev.overt.collector.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** How a property's values are kept. */
enum ColumnType {
    VARCHAR("VARCHAR", String.class),
    BOOLEAN("BOOLEAN", Boolean.class),
    BIGINT("BIGINT", Long.class),
    DOUBLE("DOUBLE", Double.class),
    WORDS("VARCHAR[]", List.class),
    COUNTS("MAP(VARCHAR, BIGINT)", Map.class);

    private final String sql;
    private final Class<?> kept;

    ColumnType(String sql, Class<?> kept) {
        this.sql = sql;
        this.kept = kept;
    }

    /** The type that SQL says {@code sql} of. */
    static ColumnType ofSql(String sql) {
        return Stream.of(values())
                .filter(type -> type.sql.equals(sql))
                .findFirst()
                .orElseThrow(() -> new StoreException("the store has a column of type " + sql
                        + ", which this Overt does not know. Use the newer Overt that made it."));
    }

    /** Whether a value of the log goes into such a column. */
    boolean takes(Object value) {
        return kept.isInstance(value);
    }

    /** Appends a value that such a column takes. */
    void append(Object value, DuckDBAppender appender) throws SQLException {
        switch (this) {
            case VARCHAR -> appender.append((String) value);
            case BOOLEAN -> appender.append((boolean) value);
            case BIGINT -> appender.append((long) value);
            case DOUBLE -> appender.append((double) value);
            case WORDS -> appender.append((Collection<?>) value);
            case COUNTS -> appender.append((Map<?, ?>) value);
        }
    }

    /** The value of such a column as the log has it; null for none. */
    @Nullable
    Object read(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Array words) {
            return List.of((Object[]) words.getArray());
        }
        return value;
    }

    /** How SQL says it. */
    @Override
    public String toString() {
        return sql;
    }
}
