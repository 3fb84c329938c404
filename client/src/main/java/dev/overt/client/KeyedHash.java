package dev.overt.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 (RFC 2104) of a text, of which the first 128 bits are kept. Written out here, because
 * {@code javax.crypto} costs some 30 ms at first use.
 */
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
        byte[] inner = digest(padded(secret, 0x36), text.getBytes(StandardCharsets.UTF_8));
        byte[] outer = digest(padded(secret, 0x5c), inner);
        return Surroundings.hexadecimal(Arrays.copyOf(outer, KEPT_BYTES));
    }

    private static byte[] padded(String secret, int pad) {
        byte[] block = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            int key = 2 * i < secret.length() ? Integer.parseInt(secret.substring(2 * i, 2 * i + 2), 16) : 0;
            block[i] = (byte) (key ^ pad);
        }
        return block;
    }

    private static byte[] digest(byte[] block, byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(block);
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
