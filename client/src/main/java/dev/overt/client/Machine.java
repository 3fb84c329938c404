package dev.overt.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a process can say of itself and its machine, in the words of properties that the client fills in. */
final class Machine {
    /** Random id of this process, which is kept nowhere else. */
    static final String SESSION_ID = new Surroundings().newInstallId();

    private static final String SYSTEMS = " linux=Linux darwin=Darwin macos=Darwin windows=Windows freebsd=FreeBSD ";
    private static final String ARCHITECTURES =
            " x86_64=x86_64 amd64=x86_64 x64=x86_64 x86-64=x86_64 arm64=arm64 aarch64=arm64"
                    + " x86=x86 i386=x86 i486=x86 i586=x86 i686=x86 ia32=x86 arm=arm armv6l=arm armv7l=arm armhf=arm arm32=arm"
                    + " riscv64=riscv64 ppc64le=ppc64le ppc64el=ppc64le s390x=s390x ";

    /** Where an installer of this name puts things. */
    private static final String[][] PLACES = {
        {"pipx", "/pipx/"},
        {"uv", "/uv/"},
        {"pip", "/site-packages/"},
        {"npm", "/node_modules/"},
        {"homebrew", "/Cellar/"},
        {"brew", "/Cellar/"},
        {"sdkman", "/.sdkman/"},
        {"snap", "/snap/"},
        {"scoop", "\\scoop\\"},
    };

    private Machine() {}

    /** What the client knows for a property of such a type. */
    static String known(Property property, String system, Surroundings surroundings) {
        if (property.type.equals("session-id")) {
            return SESSION_ID;
        }
        if (property.type.equals("install-method")) {
            return installMethod(property, surroundings.property("java.class.path"));
        }
        String architecture = architecture(surroundings.property("os.arch"));
        return property.type.equals("arch") ? architecture : platform(property, system, architecture);
    }

    /** The one word for a processor, however it is spelled. */
    static String architecture(String spelling) {
        return word(ARCHITECTURES, spelling);
    }

    /** The first declared value that names a machine of this system and architecture; empty where none does. */
    static String platform(Property property, String system, String architecture) {
        for (String each : property.values) {
            int dash = each.indexOf('-');
            if (dash > 0
                    && names(SYSTEMS, each.substring(0, dash), system)
                    && names(ARCHITECTURES, each.substring(dash + 1), architecture)) {
                return each;
            }
        }
        return "";
    }

    private static boolean names(String spellings, String spelling, String word) {
        return !word.equals("other") && word(spellings, spelling).equals(word);
    }

    private static String word(String spellings, String spelling) {
        String key = " " + spelling.toLowerCase(Locale.ROOT) + "=";
        int at = spellings.indexOf(key);
        return at < 0 ? "other" : spellings.substring(at + key.length(), spellings.indexOf(' ', at + 1));
    }

    /** Of the declared methods, the one whose traces are found; none of what is found is ever sent. */
    private static String installMethod(Property property, String places) {
        if (property.declares("docker") && Files.exists(Path.of("/.dockerenv"))) {
            return "docker";
        }
        for (String[] each : PLACES) {
            if (places.contains(each[1]) && property.declares(each[0])) {
                return each[0];
            }
        }
        return "";
    }
}
