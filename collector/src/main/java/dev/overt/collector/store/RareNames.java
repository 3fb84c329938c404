package dev.overt.collector.store;

import java.util.List;

/**
 * A bound on the names that senders can make up, such as versions: of each period the ones with the most installations
 * stay, the others become {@code Other}. In SQL, over the table {@code cells} of a {@link RollupTable}.
 */
final class RareNames {
    static final int MAX_VERSIONS = 100;
    static final int MAX_VALUES = 1_000;

    private RareNames() {}

    static List<String> statements(RollupTable table) {
        return switch (table.name()) {
            case "counts" ->
                List.of(
                        replace("version", "start", "property = ''", MAX_VERSIONS),
                        replace("value", "start, event, property", "property <> ''", MAX_VALUES));
            case "outcomes" -> List.of(replace("version", "start", "true", MAX_VERSIONS));
            default -> List.of(replace("release", "start", "true", MAX_VERSIONS));
        };
    }

    private static String replace(String name, String among, String ranked, int max) {
        String sizes =
                "SELECT " + among + ", " + name + ", count(DISTINCT install_id) + sum(anonymous) AS installs FROM"
                        + " cells WHERE " + name + " IS NOT NULL AND " + ranked + " GROUP BY ALL";
        return "UPDATE cells SET " + name + " = 'Other' WHERE (" + among + ", " + name + ") IN (SELECT (" + among + ", "
                + name + ") FROM (SELECT *, row_number() OVER (PARTITION BY " + among + " ORDER BY installs DESC, "
                + name
                + ") AS place FROM (" + sizes + ")) WHERE place > " + max + ")";
    }
}
