package dev.overt.collector.log;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for ids of 32 hexadecimal digits in a stream of bytes, in one pass however many there are. One thread.
 *
 * <pre>
 * text   the digits in either case of letters, with or without single dashes between them, as a UUID has
 * raw    the 16 bytes; and as DuckDB keeps a UUID: both halves swapped, each with its bytes reversed, the first bit flipped
 * </pre>
 */
public final class IdScan {
    private static final int DIGITS = 32;
    private static final int BYTES = 16;
    private static final int PIECE_BYTES = 1 << 18;
    private static final byte DASH = '-';
    private static final byte[] DIGIT_OF = digits();

    /** 128 bits. */
    private record Window(long high, long low) {}

    private final Map<Window, String> texts = new HashMap<>();
    private final Map<Window, String> raws = new HashMap<>();
    /** Which last 16 bits some window of the other two maps has: most bytes are told by this alone. */
    private final boolean[] textEnds = new boolean[1 << 16];

    private final boolean[] rawEnds = new boolean[1 << 16];
    private final Set<String> found = new HashSet<>();

    private long textHigh;
    private long textLow;
    private int digits;
    private boolean afterDash;
    private long rawHigh;
    private long rawLow;
    private int bytes;

    public IdScan(Collection<String> ids) {
        for (String id : ids) {
            BigInteger value = new BigInteger(id, 16);
            Window text = new Window(value.shiftRight(Long.SIZE).longValue(), value.longValue());
            add(text, id, texts, textEnds);
            add(text, id, raws, rawEnds);
            Window stored = new Window(Long.reverseBytes(text.low()), Long.reverseBytes(text.high() ^ Long.MIN_VALUE));
            add(stored, id, raws, rawEnds);
        }
    }

    private static void add(Window window, String id, Map<Window, String> windows, boolean[] ends) {
        windows.put(window, id);
        ends[(int) window.low() & 0xffff] = true;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int character = 0; character < digits.length; character++) {
            digits[character] = (byte) (character < 128 ? Character.digit(character, 16) : -1);
        }
        return digits;
    }

    /** Forgets what came before: another stream begins. What was found stays. */
    public void begin() {
        digits = 0;
        bytes = 0;
        afterDash = false;
    }

    /** Looks at the next bytes of the stream. */
    public void next(byte[] stream, int from, int count) {
        for (int i = from; i < from + count; i++) {
            nextRaw(stream[i]);
            nextText(stream[i]);
        }
    }

    /** Whether a file has one of the ids. Reads it in pieces. */
    public boolean isIn(Path file) throws IOException {
        begin();
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                next(piece, 0, count);
            }
        }
        return !found().isEmpty();
    }

    private void nextRaw(byte value) {
        rawHigh = (rawHigh << 8) | (rawLow >>> 56);
        rawLow = (rawLow << 8) | (value & 0xff);
        bytes = Math.min(bytes + 1, BYTES);
        if (rawEnds[(int) rawLow & 0xffff] && bytes == BYTES) {
            note(raws.get(new Window(rawHigh, rawLow)));
        }
    }

    private void nextText(byte character) {
        int digit = DIGIT_OF[character & 0xff];
        if (digit >= 0) {
            textHigh = (textHigh << 4) | (textLow >>> 60);
            textLow = (textLow << 4) | digit;
            digits = Math.min(digits + 1, DIGITS);
            afterDash = false;
            if (textEnds[(int) textLow & 0xffff] && digits == DIGITS) {
                note(texts.get(new Window(textHigh, textLow)));
            }
        } else if (character == DASH && !afterDash) {
            afterDash = true;
        } else {
            digits = 0;
            afterDash = false;
        }
    }

    private void note(@Nullable String id) {
        if (id != null) {
            found.add(id);
        }
    }

    /** Those of the ids that were seen since this was last asked. */
    public Set<String> found() {
        Set<String> seen = Set.copyOf(found);
        found.clear();
        return seen;
    }
}
