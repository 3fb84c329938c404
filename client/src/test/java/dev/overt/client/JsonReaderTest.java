package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    @Test
    void read_takesEveryKindOfValue() {
        assertThat(JsonReader.read(" {\"a\":[1,-2.5e1,true,null,\"x\\u0041\\n\"]} "))
                .hasToString("{a=[1, -25.0, true, null, xA\n]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}}",
                "{\"a\":1,}",
                "[1,]",
                "01",
                "1.",
                "-",
                "+1",
                "nul",
                "\"\t\"",
                "\"\\x\"",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "'a'",
                "\"\\u00g0\"",
                "NaN",
                "1e",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"
            })
    void read_refuses(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void read_returnsWhatJsonWrote_whateverTheCharacters() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        for (int i = 0; i < Fuzz.rounds(2_000); i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            assertThat(JsonReader.readObject(
                            new Json().put("k", text.toString()).toString()))
                    .as("seed %d", seed)
                    .isEqualTo(Map.of("k", text.toString()));
        }
    }

    @Test
    void read_throwsNothingElse_whateverTheText() {
        long seed = Fuzz.seed();
        Random random = new Random(seed);
        String alphabet = "{}[]\",:\\u0123456789.eE+-truefalsn \n";
        for (int i = 0; i < Fuzz.rounds(20_000); i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                JsonReader.read(text.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageContaining("not JSON");
            }
        }
    }
}
