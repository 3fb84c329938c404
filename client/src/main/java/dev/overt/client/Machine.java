package dev.overt.client;

/** The machine that this process runs on, and the process itself, in the words of self-filled properties. */
final class Machine {
    /** Random id of this process, which is kept nowhere else. */
    static final String SESSION_ID = new Surroundings().newInstallId();

    private static final String[][] SYSTEMS = {
        {"Linux", "linux"}, {"Darwin", "darwin", "macos"}, {"Windows", "windows"}, {"FreeBSD", "freebsd"},
    };
    private static final String[][] ARCHITECTURES = {
        {"x86_64", "x86_64", "amd64", "x64", "x86-64"},
        {"arm64", "arm64", "aarch64"},
        {"x86", "x86", "i386", "i486", "i586", "i686", "ia32"},
        {"arm", "arm", "armv6l", "armv7l", "armhf", "arm32"},
        {"riscv64", "riscv64"},
        {"ppc64le", "ppc64le", "ppc64el"},
        {"s390x", "s390x"},
    };

    private Machine() {}

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

    private static boolean names(String[][] spellings, String spelling, String word) {
        return !word.equals("other") && word(spellings, spelling).equals(word);
    }

    private static String word(String[][] spellings, String spelling) {
        for (String[] each : spellings) {
            for (int i = 1; i < each.length; i++) {
                if (each[i].equalsIgnoreCase(spelling)) {
                    return each[0];
                }
            }
        }
        return "other";
    }
}
