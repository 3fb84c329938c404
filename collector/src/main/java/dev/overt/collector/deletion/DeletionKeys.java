package dev.overt.collector.deletion;

import dev.overt.collector.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a collector knows ids again by that it has forgotten, and signs receipts with. Made once, and kept for the owner's
 * eyes only. Any number of threads.
 *
 * <pre>
 * {"private":PKCS #8 in Base64,"public":X.509 in Base64,"suppression":64 hexadecimal digits}
 * </pre>
 */
final class DeletionKeys {
    private static final String FILE = "keys.json";
    private static final String ALGORITHM = "Ed25519";
    private static final int SECRET_BYTES = 32;

    private final byte[] suppression;
    private final PrivateKey signing;
    private final String publicKey;

    private DeletionKeys(byte[] suppression, PrivateKey signing, String publicKey) {
        this.suppression = suppression;
        this.signing = signing;
        this.publicKey = publicKey;
    }

    /** Reads the keys of a folder; makes them where there are none. */
    static DeletionKeys open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                DurableFile.replace(file, CanonicalJson.write(fresh()));
            }
            Map<String, Object> kept = CanonicalJson.read(Files.readAllBytes(file));
            byte[] encoded = Base64.getDecoder().decode(CanonicalJson.member(kept, "private", String.class));
            return new DeletionKeys(
                    HexFormat.of().parseHex(CanonicalJson.member(kept, "suppression", String.class)),
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                    CanonicalJson.member(kept, "public", String.class));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    file + " is damaged. Restore it from a backup; without one remove it together with the file"
                            + " suppressed beside it: new receipts are then signed with a new key.",
                    e);
        }
    }

    private static Map<String, Object> fresh() throws GeneralSecurityException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        return Map.of(
                "suppression", HexFormat.of().formatHex(secret),
                "private", Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                "public", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    /** What stands for an installation once it is forgotten: 64 hexadecimal digits that say nothing without the secret. */
    String hash(String product, String id) {
        return HexFormat.of().formatHex(Proof.hmac(suppression, product + "\n" + id));
    }

    /** The public key, as X.509 in Base64. */
    String publicKey() {
        return publicKey;
    }

    String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signing);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}
