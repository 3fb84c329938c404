package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The client's own SHA-256 and HMAC, against the standards' examples and the JDK's. */
final class Sha256Test {
    private static final int LONGEST = 300;

    private static String hash(byte[] message) {
        return HexFormat.of().formatHex(Sha256.of(message));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void of_isTheStandards_forItsExamples() {
        assertThat(hash(ascii("abc"))).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(hash(ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")))
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assertThat(hash(ascii("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")))
                .isEqualTo("cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
        assertThat(hash(new byte[0])).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(hash(ascii("a".repeat(1_000_000))))
                .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    @Test
    void code_isTheStandards_forItsExamples() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(HexFormat.of().formatHex(KeyedHash.code(key, ascii("Hi There"))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(HexFormat.of().formatHex(KeyedHash.code(ascii("Jefe"), ascii("what do ya want for nothing?"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void of_isTheJdks_atEachLength() throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Random random = new Random(Fuzz.seed());
        for (int length = 0; length <= 1_100; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(Sha256.of(message)).as("%d bytes", length).isEqualTo(digest.digest(message));
        }
    }

    @Test
    void ofAndCode_areTheJdks_forRandomMessages() throws GeneralSecurityException {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Mac mac = Mac.getInstance("HmacSHA256");
        for (int i = 0; i < Fuzz.rounds(20_000); i++) {
            byte[] message = new byte[random.nextInt(LONGEST + 1)];
            byte[] key = new byte[1 + random.nextInt(64)];
            random.nextBytes(message);
            random.nextBytes(key);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            if (!Arrays.equals(Sha256.of(message), digest.digest(message))
                    || !Arrays.equals(KeyedHash.code(key, message), mac.doFinal(message))) {
                throw new AssertionError("seed " + seed + ", round " + i);
            }
        }
    }

    @Test
    void keyedHash_isTheStartOfTheCode_ofTheText() throws GeneralSecurityException {
        String secret = "0123456789abcdef".repeat(4);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
        byte[] code = mac.doFinal("/home/adä".getBytes(StandardCharsets.UTF_8));
        assertThat(KeyedHash.of("/home/adä", secret))
                .isEqualTo(HexFormat.of().formatHex(code).substring(0, 32));
    }
}
