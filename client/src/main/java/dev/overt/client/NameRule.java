package dev.overt.client;

/** The rule that tells a name from a path, an address, a key or a sentence. */
final class NameRule {
    private NameRule() {}

    static boolean keeps(String name, long maxCharacters) {
        return !name.isEmpty()
                && name.length() <= maxCharacters
                && isAlphanumeric(name.charAt(0))
                && isPlain(name)
                && !Secrets.hasPrefix(name)
                && !Secrets.hasRun(name)
                && !Addresses.isIpv4(name);
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

    private static boolean isAlphanumeric(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }
}
