package dev.overt.collector.store;

import java.math.BigInteger;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One value of an answer as {@link Table} has it. */
final class CellValue {
    private CellValue() {}

    static @Nullable Object read(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof BigInteger large && large.bitLength() < Long.SIZE) {
            return large.longValue();
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof Timestamp) {
            return rows.getObject(column, LocalDateTime.class).toString();
        }
        return NestedText.isNested(value) ? NestedText.of(value) : text(value);
    }

    private static String text(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toString();
        }
        return value instanceof Date date ? date.toLocalDate().toString() : value.toString();
    }
}
