package dev.overt.collector.receive;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A UUID of version 8 (RFC 9562) that stands for some bytes: 122 bits of their HMAC-SHA-256.
 *
 * <p>It is keyed, since it is kept where most of the bytes are not: without the secret nobody can find out by trying
 * what else an event held.
 */
final class DerivedId {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long VERSION = 0x8000;
    private static final long VERSION_BITS = 0xf000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;

    private DerivedId() {}

    /** @param nth tells bytes apart that are the same */
    static UUID of(byte[] secret, byte[] bytes, int from, int length, int nth) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(bytes, from, length);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, nth));
            ByteBuffer code = ByteBuffer.wrap(mac.doFinal());
            long high = (code.getLong() & ~VERSION_BITS) | VERSION;
            return new UUID(high, (code.getLong() & ~VARIANT_BITS) | VARIANT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
