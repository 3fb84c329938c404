package dev.overt.collector.store;

import dev.overt.collector.store.RecentIds.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Ids of one batch that may be stored already, looked for in one stretch of time. {@link RecentIds} has told most that are
 * new before, and the time of receipt bounds what is scanned for the others.
 *
 * @param list the ids, with a comma between them
 */
record IncomingIds(String list, Stretch received) {
    /** Looks for those of {@code ids} that may be stored, one stretch of time after the other. */
    static void find(RecentIds recent, Collection<UUID> ids, Lookup lookup) throws SQLException {
        for (Map.Entry<Stretch, List<UUID>> part : recent.find(ids).entrySet()) {
            String list = part.getValue().stream().map(UUID::toString).collect(Collectors.joining(","));
            lookup.of(new IncomingIds(list, part.getKey()));
        }
    }

    /**
     * Reads columns of the rows of the ids; the last two names are of columns too. Rows are found first, by the two columns
     * alone, and the others read of those only.
     */
    void query(Connection connection, String columns, String table, String id, String receivedAt, Sql.RowReader reader)
            throws SQLException {
        Sql.query(
                connection,
                "SELECT " + columns + " FROM " + table + " WHERE rowid IN (SELECT rowid FROM " + table + " WHERE " + id
                        + " IN (SELECT unnest(string_split(?, ',')::UUID[])) AND " + receivedAt
                        + " BETWEEN make_timestamp_ms(?) AND make_timestamp_ms(?))",
                reader,
                list,
                received.fromMillis(),
                received.toMillis());
    }

    /** Looks for ids among what is stored. */
    interface Lookup {
        void of(IncomingIds ids) throws SQLException;
    }
}
