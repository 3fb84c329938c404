package dev.overt.scrub;

/** What keys, tokens and passwords look like. */
final class Secrets {
    private static final int MIN_RUN = 20;
    /** What the keys of well-known services begin with. */
    private static final String[] PREFIXES =
            "sk- pk- ghp_ github_pat_ glpat- xox AKIA eyJ AIza ASIA gho_ ghr_ ghs_ ghu_ hf_ npm_ pk_ rk- rk_ sk_"
                    .split(" ", -1);

    /** What the names of secrets end with, in lower case and without signs. */
    private static final String[] KEYS =
            "token password passwd passphrase pass pwd secret apikey accesskey accountkey privatekey secretkey authorization cookie credential credentials"
                    .split(" ", -1);

    /** What stands before names of persons and machines, as a word of its own. */
    private static final String[] NAMES = "host hostname login server sig user username".split(" ", -1);

    private static final int MAX_KEY_CHARACTERS = 24;
    private static final int MIN_MIXED = 24;
    private static final int MIN_HEXADECIMAL = 32;

    private Secrets() {}

    /** Whether 20 or more letters and digits of both kinds stand in a row. */
    private static boolean hasRun(String text) {
        int start = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!Character.isLetterOrDigit(each)) {
                start = i + 1;
                letters = 0;
                continue;
            }
            letters += Character.isLetter(each) ? 1 : 0;
            int run = i + 1 - start;
            if (run >= MIN_RUN && letters > 0 && letters < run) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word holds what may be a key, a token or an id. */
    static boolean isSecret(String word) {
        for (int i = 0; i < word.length(); i++) {
            boolean boundary = i == 0 || !Character.isLetterOrDigit(word.charAt(i - 1));
            if (boundary && startsWithKey(word, i)) {
                return true;
            }
        }
        return hasRun(word) || hasMixedRun(word);
    }

    private static boolean startsWithKey(String word, int at) {
        for (String each : PREFIXES) {
            if (word.startsWith(each, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether 24 characters with at least four digits stand in a row, parted by nothing but -, _ or +; or 32 of hexadecimal. */
    private static boolean hasMixedRun(String word) {
        int run = 0;
        int digits = 0;
        int hexadecimal = 0;
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            boolean digit = Character.isDigit(each);
            boolean inRun = Character.isLetterOrDigit(each) || "-_+".indexOf(each) >= 0;
            run = inRun ? run + 1 : 0;
            digits = inRun ? digits + (digit ? 1 : 0) : 0;
            hexadecimal = Character.digit(each, 16) >= 0 ? hexadecimal + 1 : 0;
            if ((run >= MIN_MIXED && digits >= 4) || hexadecimal >= MIN_HEXADECIMAL) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word that ends before {@code end} names a secret. */
    static boolean isKey(CharSequence text, int end) {
        StringBuilder backwards = new StringBuilder();
        for (int i = end - 1; i >= 0 && i > end - MAX_KEY_CHARACTERS; i--) {
            char each = text.charAt(i);
            if (each >= 'A' && each <= 'Z') {
                backwards.append((char) (each + 'a' - 'A'));
            } else if (each >= 'a' && each <= 'z') {
                backwards.append(each);
            } else if (each != '_' && each != '-') {
                break;
            }
        }
        String name = backwards.reverse().toString();
        for (String each : KEYS) {
            if (name.endsWith(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name of somebody or of a machine stands behind the word that ends before {@code end} and {@code sign}. */
    static boolean isNameKey(CharSequence text, int end, char sign) {
        int start = end;
        while (start > 0 && end - start < MAX_KEY_CHARACTERS && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        String word = text.subSequence(start, Math.max(start, end)).toString();
        for (String each : NAMES) {
            if (word.equalsIgnoreCase(each)) {
                return sign != ':' || each.endsWith("name") || each.equals("host");
            }
        }
        return false;
    }

    /** Whether the word says that credentials follow it. */
    static boolean isScheme(String word) {
        return word.equalsIgnoreCase("Bearer") || word.equals("Basic");
    }

    /** The same for a word that stands where credentials are expected. */
    static boolean isSchemeOfHeader(String word) {
        return isScheme(word)
                || word.equalsIgnoreCase("Basic")
                || word.equalsIgnoreCase("Digest")
                || word.equalsIgnoreCase("Token");
    }
}
