package dev.overt.tool.sample;

import java.util.List;

/**
 * A release of the tool.
 *
 * @param day of the year on which it came out, from 0
 */
record Release(String version, int day) {
    /** Its command {@code build} fails often, by a {@code ConfigError}. */
    static final String FAULTY = "1.4.0";

    /** Its installer fails often on macOS with arm64. */
    static final String UNINSTALLABLE = "1.6.0";

    /** All of the year, the oldest first. */
    static final List<Release> ALL = List.of(
            new Release("1.0.0", 0),
            new Release("1.1.0", 34),
            new Release("1.2.0", 76),
            new Release("1.3.0", 118),
            new Release("1.3.1", 126),
            new Release(FAULTY, 171),
            new Release("1.4.1", 180),
            new Release("1.5.0", 223),
            new Release(UNINSTALLABLE, 281),
            new Release("1.6.1", 302),
            new Release("2.0.0", 341));

    /** The newest that was out on a day. */
    static Release newest(double day) {
        return ALL.stream()
                .filter(release -> release.day <= day)
                .reduce((earlier, later) -> later)
                .orElse(ALL.get(0));
    }
}
