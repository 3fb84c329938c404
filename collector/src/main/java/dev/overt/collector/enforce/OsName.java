package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType.OperatingSystem;
import java.util.Locale;

/** The words for operating systems, and how else they are spelled, in any case of letters. */
final class OsName {
    static final PropertyRule RULE = new MachineWord(OperatingSystem.NAMES, OsName::meant);

    private OsName() {}

    private static String meant(String spelling) {
        String lower = spelling.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "linux" -> "Linux";
            case "darwin", "macos", "mac os x" -> "Darwin";
            case "win32", "windows_nt" -> "Windows";
            case "freebsd" -> "FreeBSD";
            default -> lower.startsWith("windows") ? "Windows" : spelling;
        };
    }
}
