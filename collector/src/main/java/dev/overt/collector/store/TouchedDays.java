package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The days of which rows come, each written down once for every mark. One thread at a time. */
final class TouchedDays {
    private record ProductDay(String product, LocalDate day) {}

    /** Days that are in the table under this mark. */
    private final Set<ProductDay> written = new HashSet<>();

    private long mark;

    static TouchedDays read(Connection connection) throws SQLException {
        TouchedDays touched = new TouchedDays();
        AtomicLong last = new AtomicLong();
        Sql.query(connection, "SELECT coalesce(max(mark), 0) FROM overt.touched", row -> last.set(row.getLong(1)));
        touched.mark = last.get() + 1;
        return touched;
    }

    /** Writes a day down, inside the transaction of the rows. */
    void add(String product, LocalDate day, Connection connection) throws SQLException {
        if (written.add(new ProductDay(product, day))) {
            Sql.update(connection, "INSERT INTO overt.touched VALUES (?, ?, ?)", product, day, mark);
        }
    }

    /** What has come lately is written down under this mark. */
    long mark() {
        return mark;
    }

    /** What comes from now on has another mark. Returns the one before. */
    long next() {
        written.clear();
        return mark++;
    }

    /** Forgets what is written down, for the transaction that did it may have failed. */
    void reset() {
        written.clear();
    }
}
