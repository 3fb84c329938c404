package dev.overt.collector.deletion;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The signed record of a completed deletion. Immutable.
 *
 * <pre>
 * overt             1
 * deletion          the deletion's id
 * product
 * subject           who: see {@link Proof}
 * initiated         "installation" by proof of possession, "operator" by whoever runs the collector
 * requested_at      UTC, to the second: 2026-11-21T09:30:00Z
 * completed_at
 * deleted           {"log":entries,"quarantine":rows,"store":rows,"files":files that were set aside}
 * destinations      {name:"done" or "impossible"}
 * verified          {"bytes":…,"files":…}: how much was looked through for the id afterwards, and it was not there
 * suppressed_until  until when events of the id are dropped as they come
 * sequence          how many receipts came before it in the chain
 * previous          SHA-256 of the receipt before it, 64 hexadecimal digits; zeros for the first
 * key               the first half of the SHA-256 of the public key, 32 hexadecimal digits
 * public_key        the public key, X.509 in Base64
 * signature         Ed25519 in Base64, over the receipt without this member in its canonical form
 * </pre>
 *
 * The canonical form is {@link CanonicalJson}'s; the SHA-256 of a receipt is of that form, with the signature.
 */
final class Receipt {
    static final String NONE_BEFORE = "0".repeat(64);
    private static final String SIGNATURE = "signature";

    private final Map<String, Object> members;

    private Receipt(Map<String, Object> members) {
        this.members = members;
    }

    static Receipt sign(Deletion deletion, long sequence, String previous, DeletionKeys keys, long nowMillis) {
        Map<String, Object> members = new TreeMap<>();
        members.put("overt", 1L);
        members.put("deletion", deletion.id().toString());
        members.put("product", deletion.installation().product());
        members.put("subject", deletion.subject());
        members.put("initiated", deletion.initiated());
        members.put("requested_at", time(deletion.requestedAtMillis()));
        members.put("completed_at", time(nowMillis));
        members.put("deleted", deletion.found());
        members.put("destinations", deletion.destinations());
        members.put("verified", deletion.verified());
        members.put("suppressed_until", time(deletion.requestedAtMillis() + Suppressed.LASTS.toMillis()));
        members.put("sequence", sequence);
        members.put("previous", previous);
        members.put("key", keyId(keys.publicKey()));
        members.put("public_key", keys.publicKey());
        members.put(SIGNATURE, keys.sign(CanonicalJson.write(members)));
        return new Receipt(members);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String keyId(String publicKey) {
        byte[] digest = Proof.sha256(Base64.getDecoder().decode(publicKey));
        return HexFormat.of().formatHex(digest, 0, digest.length / 2);
    }

    /** @throws IllegalArgumentException if the bytes are no receipt, whoever may have signed it */
    static Receipt read(byte[] json) {
        return of(CanonicalJson.read(json));
    }

    static Receipt of(Map<String, Object> members) {
        for (String name :
                new String[] {"deletion", "product", "subject", "initiated", "previous", "key", "public_key"}) {
            if (!(members.get(name) instanceof String)) {
                throw new IllegalArgumentException("it is no receipt: " + name + " is missing");
            }
        }
        if (!Long.valueOf(1).equals(members.get("overt"))
                || !(members.get("sequence") instanceof Long)
                || !(members.get(SIGNATURE) instanceof String)) {
            throw new IllegalArgumentException("it is no receipt that this Overt knows");
        }
        return new Receipt(members);
    }

    Map<String, Object> members() {
        return members;
    }

    String text(String name) {
        return CanonicalJson.member(members, name, String.class);
    }

    long sequence() {
        return CanonicalJson.member(members, "sequence", Long.class);
    }

    UUID deletion() {
        return UUID.fromString(text("deletion"));
    }

    /** Whether it is of who knows the secret. */
    boolean isOf(String secret) {
        return Proof.isSubject(text("subject"), secret, deletion());
    }

    byte[] json() {
        return CanonicalJson.write(members);
    }

    /** What the next one in the chain says of this one. */
    String hash() {
        return HexFormat.of().formatHex(Proof.sha256(json()));
    }

    /** Whether it was signed with the key that it names, and nothing was changed since. */
    boolean isSigned() {
        Map<String, Object> signed = new TreeMap<>(members);
        signed.remove(SIGNATURE);
        try {
            byte[] encoded = Base64.getDecoder().decode(text("public_key"));
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(CanonicalJson.write(signed));
            return text("key").equals(keyId(text("public_key")))
                    && signature.verify(Base64.getDecoder().decode(text(SIGNATURE)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
