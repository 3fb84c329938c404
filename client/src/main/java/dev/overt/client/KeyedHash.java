package dev.overt.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 (RFC 2104) of a text, of which the first 128 bits are kept. */
final class KeyedHash {
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int BLOCK_BYTES = 64;
    private static final int KEPT_BYTES = 16;

    private KeyedHash() {}

    /** 32 hexadecimal digits; null where the text is too long. {@code secret} is null where none may be made yet. */
    static @Nullable String of(String text, @Nullable String secret) {
        if (text.length() > MAX_CHARACTERS) {
            return null;
        }
        if (secret == null) {
            return "(not yet generated)";
        }
        byte[] code = code(bytes(secret), text.getBytes(StandardCharsets.UTF_8));
        return Surroundings.hexadecimal(Arrays.copyOf(code, KEPT_BYTES));
    }

    /** All 32 bytes of the code; {@code key} has at most 64. */
    static byte[] code(byte[] key, byte[] message) {
        return Sha256.of(joined(padded(key, 0x5c), Sha256.of(joined(padded(key, 0x36), message))));
    }

    private static byte[] bytes(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static byte[] joined(byte[] start, byte[] end) {
        byte[] both = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, both, start.length, end.length);
        return both;
    }
}
