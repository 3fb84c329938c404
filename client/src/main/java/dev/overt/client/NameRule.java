package dev.overt.client;

/** The rule that tells a name from a path, an address, a key or a sentence. */
final class NameRule {
    /** What the keys of well-known services begin with. */
    private static final String[] KEYS = {"sk-", "pk-", "ghp_", "github_pat_", "glpat-", "xox", "AKIA", "eyJ"};

    private static final int MIN_RUN = 20;
    private static final int PARTS_OF_ADDRESS = 4;

    private NameRule() {}

    static boolean keeps(String name, long maxCharacters) {
        return !name.isEmpty()
                && name.length() <= maxCharacters
                && isAlphanumeric(name.charAt(0))
                && isPlain(name)
                && !isKey(name)
                && !hasRun(name)
                && !isIpv4(name);
    }

    private static boolean isPlain(String name) {
        int slashes = 0;
        char before = 0;
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean repeats = each == before && (each == ' ' || each == '/' || each == '.');
            slashes += each == '/' ? 1 : 0;
            if (repeats || slashes > 2 || !(isAlphanumeric(each) || " ._:/+-".indexOf(each) >= 0)) {
                return false;
            }
            before = each;
        }
        return before != ' ' && before != '/';
    }

    private static boolean isKey(String name) {
        for (String each : KEYS) {
            if (name.startsWith(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether 20 or more letters and digits of both kinds stand in a row. */
    private static boolean hasRun(String name) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean inRun = isAlphanumeric(each);
            digits = inRun ? digits + (isDigit(each) ? 1 : 0) : 0;
            letters = inRun ? letters + (isDigit(each) ? 0 : 1) : 0;
            if (letters + digits >= MIN_RUN && letters > 0 && digits > 0) {
                return true;
            }
        }
        return false;
    }

    /** Four numbers of one to three digits with dots between. */
    private static boolean isIpv4(String name) {
        int parts = 1;
        int digits = 0;
        for (int i = 0; i < name.length(); i++) {
            boolean dot = name.charAt(i) == '.' && digits > 0;
            if (!dot && (!isDigit(name.charAt(i)) || digits == 3)) {
                return false;
            }
            digits = dot ? 0 : digits + 1;
            parts += dot ? 1 : 0;
        }
        return parts == PARTS_OF_ADDRESS && digits > 0;
    }

    private static boolean isAlphanumeric(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || isDigit(each);
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
