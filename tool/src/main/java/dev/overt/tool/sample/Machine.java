package dev.overt.tool.sample;

import java.util.Map;
import java.util.TreeMap;

/**
 * A computer with the tool on it.
 *
 * @param installed the day of the year, with its fraction
 * @param lastDay after which its person has lost interest
 * @param upgradeDays how long after a release they take it, at most
 * @param commandsADay on a working day
 */
record Machine(
        String install,
        Map<String, String> kind,
        String method,
        double installed,
        double lastDay,
        double upgradeDays,
        double commandsADay) {
    private static final Map<String, Double> SYSTEMS =
            new TreeMap<>(Map.of("Linux", 0.52, "Darwin", 0.33, "Windows", 0.15));
    private static final double TRIED_ONCE = 0.35;

    static Machine arriving(double day, Chance chance) {
        String os = chance.oneOf(SYSTEMS);
        double arm = os.equals("Darwin") ? 0.8 : 0.08;
        String arch = chance.happens(arm) ? "arm64" : "x86_64";
        double stays = chance.happens(TRIED_ONCE) ? chance.lapse(0.5) : 2 + chance.lapse(140);
        return new Machine(
                chance.installId(),
                Map.of("os", os, "arch", arch),
                os.equals("Windows") ? "powershell" : "shell",
                day,
                day + stays,
                chance.lapse(11),
                1 + chance.lapse(2.2));
    }

    boolean is(String os, String arch) {
        return kind.equals(Map.of("os", os, "arch", arch));
    }

    /** The release that it runs on a day: the one that it began with, or one that it has taken since. */
    Release release(double day) {
        Release begun = Release.newest(installed);
        Release taken = Release.newest(day - upgradeDays);
        return taken.day() > begun.day() ? taken : begun;
    }
}
