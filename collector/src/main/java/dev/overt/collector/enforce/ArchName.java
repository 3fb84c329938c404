package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType.Architecture;
import java.util.Locale;

/** The words for architectures of processors, and how else they are spelled, in any case of letters. */
final class ArchName {
    static final PropertyRule RULE = new MachineWord(Architecture.NAMES, ArchName::meant);

    private ArchName() {}

    private static String meant(String spelling) {
        return switch (spelling.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64", "x64", "x86-64" -> "x86_64";
            case "arm64", "aarch64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686", "ia32" -> "x86";
            case "arm", "armv6l", "armv7l", "armhf", "arm32" -> "arm";
            case "riscv64" -> "riscv64";
            case "ppc64le", "ppc64el" -> "ppc64le";
            case "s390x" -> "s390x";
            default -> spelling;
        };
    }
}
