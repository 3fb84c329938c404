package dev.overt.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names made up by senders that one table holds, so that no sender grows it without bound: the first 200 of each
 * product and day are kept, every further one is kept as {@code *}. One thread at a time.
 */
final class KnownNames {
    static final int MAX_NAMES = 200;
    static final String OTHER = "*";

    /** Older days are read again when they are needed. */
    private static final int MAX_DAYS = 100;

    private record ProductDay(String product, LocalDate day) {}

    private final String namesOfDay;
    private final Map<ProductDay, Set<String>> names = new HashMap<>();

    /** @param namesOfDay query for the distinct names of a product and a day */
    KnownNames(String namesOfDay) {
        this.namesOfDay = namesOfDay;
    }

    String keepOrReplace(String name, String product, LocalDate day, Connection connection) throws SQLException {
        Set<String> known = known(new ProductDay(product, day), connection);
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= MAX_NAMES) {
            return OTHER;
        }
        known.add(name);
        return name;
    }

    private Set<String> known(ProductDay day, Connection connection) throws SQLException {
        Set<String> known = names.get(day);
        if (known == null) {
            Set<String> stored = new HashSet<>();
            Sql.query(connection, namesOfDay, row -> stored.add(row.getString(1)), day.product(), day.day());
            if (names.size() >= MAX_DAYS) {
                names.clear();
            }
            names.put(day, stored);
            known = stored;
        }
        return known;
    }
}
