package dev.overt.collector.store;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How names of few installations are merged into {@code Other}, in SQL, over the table {@code split} of a
 * {@link RollupTable}.
 *
 * <p>Of each row the first of its {@code names} that says something may be hidden; the rows that are the same but for that
 * name are its group. In a group each name of fewer than k installations is hidden. If the hidden ones together are still
 * fewer, the smallest of the others is hidden with them, so that it cannot be told by subtracting.
 */
final class SmallCells {
    private final RollupTable table;
    private final int k;
    /** Columns of a group. */
    private final String group;

    SmallCells(RollupTable table, int k) {
        this.table = table;
        this.k = k;
        this.group = Stream.of(List.of("start", "place"), others(), table.names())
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
    }

    private List<String> others() {
        return table.always().stream()
                .filter(column -> !table.names().contains(column))
                .toList();
    }

    /** Statements that replace the table {@code split}. */
    List<String> statements() {
        return List.of(
                create("named", named()),
                create(
                        "sizes",
                        "SELECT " + group
                                + ", name, count(install_id) + sum(anonymous) AS installs FROM named GROUP BY ALL"),
                create(
                        "together",
                        "SELECT " + group + ", count(DISTINCT install_id) + sum(anonymous) AS installs FROM named"
                                + " SEMI JOIN (SELECT * FROM sizes WHERE installs < " + k + ") USING (" + group
                                + ", name) GROUP BY ALL"),
                create(
                        "hidden",
                        "SELECT " + group + ", name, true AS hide FROM sizes WHERE installs < " + k
                                + " UNION ALL SELECT " + group
                                + ", arg_min(name, {'i': installs, 'n': name}), true FROM"
                                + " sizes SEMI JOIN (SELECT * FROM together WHERE installs < " + k + ") USING (" + group
                                + ") WHERE installs >= " + k + " GROUP BY ALL"),
                create("split", merged()));
    }

    private static String create(String name, String select) {
        return "CREATE OR REPLACE TEMP TABLE " + name + " AS " + select;
    }

    /** The rows of {@code split} with the name that may be hidden apart from the others. */
    private String named() {
        String place = "CASE " + each(" ", i -> "WHEN " + name(i) + " <> '' THEN " + i) + " ELSE -1 END";
        String names = each(", ", i -> "CASE WHEN place = " + i + " THEN '' ELSE " + name(i) + " END AS " + name(i));
        return "SELECT * REPLACE (" + names + "), CASE place " + each(" ", i -> "WHEN " + i + " THEN " + name(i))
                + " ELSE '' END AS name FROM (SELECT *, " + place + " AS place FROM split)";
    }

    private String merged() {
        String columns = Stream.of(List.of("start", "install_id"), others())
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
        String names = each(
                ", ",
                i -> "CASE WHEN place <> " + i + " THEN " + name(i) + " WHEN hide THEN 'Other' ELSE name END AS "
                        + name(i));
        return "SELECT " + columns + ", " + names
                + ", sum(anonymous) AS anonymous, sum(events) AS events FROM named LEFT JOIN hidden USING (" + group
                + ", name) GROUP BY ALL";
    }

    private String name(int place) {
        return table.names().get(place);
    }

    private String each(String between, IntFunction<String> part) {
        return IntStream.range(0, table.names().size()).mapToObj(part).collect(Collectors.joining(between));
    }
}
