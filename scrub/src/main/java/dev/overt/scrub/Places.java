package dev.overt.scrub;

import org.jspecify.annotations.Nullable;

/** Directories that point at a person wherever they stand in a text, spaces included. */
final class Places {
    /** The person's directory and the working directory. */
    static final String[] OF_THIS_PROCESS =
            of(System.getenv("HOME"), System.getProperty("user.home"), System.getProperty("user.dir"));

    private Places() {}

    /** As they are looked for: without the separators at their ends, empty where one is not known. */
    static String[] of(@Nullable String... directories) {
        String[] places = new String[directories.length];
        for (int i = 0; i < places.length; i++) {
            String each = directories[i] == null ? "" : directories[i];
            int end = each.length();
            while (end > 0 && WordMask.isSeparator(each.charAt(end - 1))) {
                end--;
            }
            places[i] = each.substring(0, end);
        }
        return places;
    }
}
