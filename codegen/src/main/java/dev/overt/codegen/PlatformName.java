package dev.overt.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the name of a release target says, such as {@code macos-aarch64}: an operating system and an architecture. */
final class PlatformName {
    private static final Map<String, String> SYSTEMS =
            Map.of("linux", "Linux", "darwin", "Darwin", "macos", "Darwin", "windows", "Windows", "freebsd", "FreeBSD");
    private static final Map<String, List<String>> ARCHITECTURES = Map.of(
            "x86_64", List.of("x86_64", "amd64", "x64", "x86-64"),
            "arm64", List.of("arm64", "aarch64"),
            "x86", List.of("x86", "i386", "i486", "i586", "i686", "ia32"),
            "arm", List.of("arm", "armv6l", "armv7l", "armhf", "arm32"),
            "riscv64", List.of("riscv64"),
            "ppc64le", List.of("ppc64le", "ppc64el"),
            "s390x", List.of("s390x"));

    private PlatformName() {}

    /** The words of the types {@code os} and {@code arch} for it, such as {@code Darwin-arm64}; null where it names none. */
    static @Nullable String machine(String platform) {
        String name = platform.toLowerCase(Locale.ROOT);
        int dash = name.indexOf('-');
        String system = dash < 0 ? null : SYSTEMS.get(name.substring(0, dash));
        return system == null
                ? null
                : ARCHITECTURES.entrySet().stream()
                        .filter(each -> each.getValue().contains(name.substring(dash + 1)))
                        .map(each -> system + "-" + each.getKey())
                        .findFirst()
                        .orElse(null);
    }
}
