package dev.overt.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/*
 * One line of at most 256 bytes: a UUID, or its 32 hexadecimal digits alone, in either case of letters. A UUID of
 * version 4 is written.
 */
/** The file of an install id that other programs of the product read, too. */
final class IdFile {
    private static final int MAX_BYTES = 256;

    private IdFile() {}

    /** 32 hexadecimal digits; null where there is no file or no id in it. Throws where it is not to be used. */
    static @Nullable String read(Path file) throws IOException {
        try {
            requireFit(file);
            byte[] content = PrivateFiles.read(file, MAX_BYTES);
            return content == null ? null : digits(new String(content, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException nothing) {
            return null;
        }
    }

    /** Throws where there is a file that is not to be used. */
    static void requireFit(Path file) throws IOException {
        String unfit = PrivateFiles.unfitWithin(file);
        if (unfit != null) {
            throw new IOException(file + " cannot be used, it " + unfit + "; move it away.");
        }
    }

    private static @Nullable String digits(String text) {
        String digits = State.withoutHyphens(text.trim()).toLowerCase(Locale.ROOT);
        return State.isHexadecimal(digits, 32) ? digits : null;
    }

    /** The content that holds a new id. */
    static byte[] content(Surroundings surroundings) {
        return (Surroundings.uuid(surroundings.randomBytes(16), 4) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
