package dev.overt.collector.deletion;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * That somebody is an installation: they know the secret that its id was made of, which nobody finds from the id.
 *
 * <pre>
 * id       the first half, in hexadecimal digits, of SHA-256("overt install id" LF secret)
 * subject  HMAC-SHA256(secret, "overt deletion" LF id of the deletion): what a receipt says in place of the id. Who knows
 *          the secret sees that a receipt is theirs; nobody finds the id, or another receipt of the same installation
 * </pre>
 *
 * Where an operator deletes, who has no secret, the id itself takes the secret's place in the subject.
 */
final class Proof {
    static final Pattern SECRET = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int ID_BYTES = 16;

    private Proof() {}

    static String idOf(String secret) {
        byte[] digest = sha256(("overt install id\n" + secret).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    /** Whether the id is made of the secret, in a time that does not tell how far they agree. */
    static boolean holds(String secret, String id) {
        return same(idOf(secret), id);
    }

    static String subject(String key, UUID deletion) {
        return HexFormat.of().formatHex(hmac(key.getBytes(StandardCharsets.US_ASCII), "overt deletion\n" + deletion));
    }

    /** Whether a subject is that of who knows the secret, as one who asked for the deletion or by the id alone. */
    static boolean isSubject(String subject, String secret, UUID deletion) {
        boolean asked = same(subject(secret, deletion), subject);
        boolean named = same(subject(idOf(secret), deletion), subject);
        return asked || named;
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
