package dev.overt.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/*
 * The file of a machine's administrator (see Surroundings.machinePolicy for its place), which can only turn off:
 *
 *   initrunner     this product, in upper or lower case
 *   *              every product; so does any other line that cannot be a product's id
 *   # …            a comment, also behind an id; blank lines say nothing
 *
 * Every product is meant, too, where the file names none, cannot be read, is no regular file (a symbolic link to one
 * is), is not UTF-8, or has more than 64 KiB.
 */
/** What the administrator of a machine has forbidden. */
final class MachinePolicy {
    private MachinePolicy() {}

    /** Whether {@code file}, which exists, forbids the telemetry of {@code product}. Never throws. */
    static boolean forbids(Path file, String product) {
        try {
            String text = EditedFile.read(file);
            return text == null || forbids(text, product);
        } catch (IOException | RuntimeException unusable) {
            return true;
        }
    }

    private static boolean forbids(String text, String product) {
        boolean namesSome = false;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String id = id(text.substring(start, end));
            if (id.equals(product) || !isId(id)) {
                return true;
            }
            namesSome |= !id.isEmpty();
            start = end + 1;
        }
        return !namesSome;
    }

    private static String id(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).trim().toLowerCase(Locale.ROOT);
    }

    /** Empty where the line has none. */
    private static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char each = id.charAt(i);
            if (!((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-')) {
                return false;
            }
        }
        return true;
    }
}
