package dev.overt.collector.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptCheckTest {
    private final Random random = new Random(1);
    private final List<Person> people = new ArrayList<>();
    private final List<String> chain = new ArrayList<>();
    private String publicKey = "";

    @TempDir
    private Path directory;

    @BeforeEach
    void sign() throws Exception {
        DeletionFolder folder = DeletionFolder.open(directory.resolve("own"), Clock.systemUTC());
        publicKey = folder.keys().publicKey();
        for (int i = 0; i < 4; i++) {
            Person person = Person.random(random);
            people.add(person);
            chain.add(new String(
                    folder.receipts().complete(deletion(person), 5_000).json(), StandardCharsets.UTF_8));
        }
    }

    private static Deletion deletion(Person person) {
        UUID id = UUID.randomUUID();
        return Deletion.requested(
                        id, person.installation(), Proof.subject(person.secret(), id), Deletion.BY_INSTALLATION, 1_000)
                .withFound(Map.of("log", 3L, "store", 3L, "quarantine", 0L, "files", 0L))
                .withDestinations(Map.of("hook", ErasureState.IMPOSSIBLE))
                .withVerified(7, 1_000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean sound(String receipt) {
        return ReceiptCheck.of(bytes(receipt), publicKey, null, null).sound();
    }

    private boolean soundChain(List<String> lines) {
        return ReceiptCheck.of(bytes(chain.get(0)), publicKey, bytes(String.join("\n", lines)), null)
                .sound();
    }

    @Test
    void receipt_isSound_howeverItIsWrapped() {
        assertThat(sound(chain.get(1))).isTrue();
        assertThat(sound("{\"state\":\"done\", \"receipt\":\n " + chain.get(1).replace(",", ",\n  ") + "}"))
                .isTrue();
        assertThat(ReceiptCheck.of(
                                bytes(chain.get(1)),
                                "{\"overt\":1,\"public_key\":\"" + publicKey + "\"}",
                                bytes(String.join("\n", chain)),
                                people.get(1).secret())
                        .sound())
                .isTrue();
        assertThat(ReceiptCheck.of(
                                bytes(chain.get(1)), null, null, people.get(2).secret())
                        .sound())
                .isFalse();
        assertThat(chain.get(1))
                .doesNotContain(people.get(1).id(), people.get(1).secret());
    }

    @Test
    void receipt_isHeldAgainstTheSecretKeptWithIt() {
        String own = people.get(1).secret();
        String others = people.get(2).secret();
        assertThat(sound("{\"secret\":\"" + own + "\",\"receipt\":" + chain.get(1) + "}\n"))
                .isTrue();
        assertThat(sound("{\"secret\":\"" + others + "\",\"receipt\":" + chain.get(1) + "}\n"))
                .isFalse();
    }

    /** Every character but those that a JSON reader does not see. */
    @Test
    void receipt_isNotSound_whereAnythingOfItIsChanged() {
        String receipt = chain.get(2);
        int changed = 0;
        for (int i = 0; i < receipt.length(); i++) {
            char other = receipt.charAt(i) == '1' ? '2' : '1';
            String tampered = receipt.substring(0, i) + other + receipt.substring(i + 1);
            boolean sound;
            try {
                sound = sound(tampered);
            } catch (IllegalArgumentException noReceipt) {
                sound = false;
            }
            // The last character of Base64 holds bits that stand for nothing.
            boolean padding = receipt.startsWith("=", i + 1) || receipt.charAt(i) == '=';
            assertThat(sound && !padding).as("changed at %d: %s", i, tampered).isFalse();
            changed++;
        }
        assertThat(changed).isGreaterThan(500);
    }

    @Test
    void receipt_isNotSound_underAnotherKey() throws Exception {
        DeletionFolder forger = DeletionFolder.open(directory.resolve("forger"), Clock.systemUTC());
        Receipt forged = forger.receipts().complete(deletion(people.get(0)), 1);

        assertThat(sound(new String(forged.json(), StandardCharsets.UTF_8))).isFalse();
        assertThat(ReceiptCheck.of(forged.json(), null, null, null).sound()).isTrue();
        String renamed = new String(forged.json(), StandardCharsets.UTF_8)
                .replace(forger.keys().publicKey(), publicKey)
                .replace(Receipt.keyId(forger.keys().publicKey()), Receipt.keyId(publicKey));
        assertThat(sound(renamed)).isFalse();
    }

    @Test
    void chain_isNotSound_whereOneIsMissingMovedOrRepeated() {
        assertThat(soundChain(chain)).isTrue();
        assertThat(soundChain(List.of(chain.get(0), chain.get(2), chain.get(3))))
                .isFalse();
        assertThat(soundChain(List.of(chain.get(0), chain.get(2), chain.get(1), chain.get(3))))
                .isFalse();
        assertThat(soundChain(List.of(chain.get(0), chain.get(1), chain.get(1))))
                .isFalse();
        assertThat(soundChain(chain.subList(1, 4))).isFalse();
        assertThat(ReceiptCheck.of(bytes(chain.get(3)), publicKey, bytes(String.join("\n", chain.subList(0, 3))), null)
                        .sound())
                .isFalse();
        assertThat(ReceiptCheck.of(bytes(String.join("\n", chain)), publicKey, null, null)
                        .sound())
                .isTrue();
    }

    @Test
    void of_saysWhy_whereThereIsNoReceipt() {
        for (String text :
                List.of("", "{}", "[]", "{\"overt\":1}", "{\"a\":1.5}", "{\"a\":1,\"a\":2}", "no\nreceipt")) {
            assertThatThrownBy(() -> sound(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
