package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type lets through of a value, beside the types of {@link SanitiserTest}. */
final class PropertyTypesTest {
    private static final Property LIST = Property.list("features", 3, "other", "a", "b", "c", "d");
    private static final Property COUNTS = Property.counts("tools", 10, "other", "a", "b");

    private final Values values = new Values();

    private @Nullable Object of(Property property, Object value) {
        return values.of(property, value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "1.5, 1.5",
        "0.285, 0.29",
        "1.005, 1.01",
        "-1.005, -1.01",
        "-0.001, 0",
        "0.005, 0.01",
        "0.004999, 0",
        "9.999, 10",
        "99.995, 100",
        "1e-300, 0",
        "1234567.891, 1234567.89",
        "12345678.9, 12345678.9",
        "1e15, 1000000000000000",
        "1.5e20, 150000000000000000000",
        "4.9e-324, 0",
        "0.1, 0.1",
        "100, 100",
        "10.10, 10.1",
    })
    void number_isRoundedHalfUp_andWrittenWithoutAnExponent(double number, String expected) {
        assertThat(Decimal.rounded(number, 2)).isEqualTo(expected);
    }

    @Test
    void number_isTakenWithinItsRange_onceItIsRounded() {
        Property property = Property.number("score", -1.5, 100, 1);
        assertThat(of(property, 100.04)).hasToString("100");
        assertThat(of(property, 100.05)).isNull();
        assertThat(of(property, -1.54f)).hasToString("-1.5");
        assertThat(of(property, 7L)).hasToString("7");
        assertThat(of(property, (byte) 7)).hasToString("7");
        assertThat(of(Property.number("score", 0, 1, 6), 0.1f)).hasToString("0.1");
        assertThat(of(Property.number("score", 0, 10, 0), 2.5)).hasToString("3");
        for (Object each :
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, "1", 'c', List.of())) {
            assertThat(of(property, each)).isNull();
        }
        assertThat(property.refusal()).isEqualTo("invalid_value");
    }

    @Test
    void version_dropsOneLeadingV_andFallsBack() {
        Property property = Property.version("runtime", Property.MINOR, "unknown");
        assertThat(of(property, "v20.11.1")).isEqualTo("20.11");
        assertThat(of(property, "vv20")).isEqualTo("unknown");
        assertThat(of(property, 20)).isEqualTo("unknown");
        assertThat(of(Property.version("runtime", Property.FULL), "1.0_1")).isNull();
        assertThat(of(Property.version("runtime", Property.FULL), "v1." + "0".repeat(38)))
                .isNotNull();
    }

    @Test
    void names_areKeptAsTheSharedLinesSay() throws IOException {
        int lines = 0;
        for (String line : Files.readAllLines(Path.of("../protocol/golden/names.tsv"))) {
            String name = line.substring(line.indexOf('\t') + 1);
            assertThat(of(Property.name("model", 60), name) != null).as(line).isEqualTo(line.startsWith("kept\t"));
            lines++;
        }
        assertThat(lines).isGreaterThan(60);
        assertThat(of(Property.name("model", 5), "gpt-4o")).isNull();
        assertThat(of(Property.name("model", 5), 5)).isNull();
    }

    /** The first test cases of RFC 4231, whose keys are padded with zeros here as HMAC pads them itself. */
    @Test
    void hash_isHmac() {
        assertThat(of(Property.hash("project"), "Hi There")).isEqualTo("b0344c61d8db38535ca8afceaf0bf12b");
        String jefe = "4a656665" + "0".repeat(56);
        assertThat(KeyedHash.of("what do ya want for nothing?", jefe)).isEqualTo("5bdcc146bf60754e6a042426089575c7");
        assertThat(of(Property.hash("project"), "ä".repeat(64 * 1024))).isNotNull();
        assertThat(of(Property.hash("project"), "a".repeat(64 * 1024 + 1))).isNull();
        assertThat(of(Property.hash("project"), 5)).isNull();
    }

    @Test
    void list_keepsEachDeclaredWordOnce_inDeclaredOrder() {
        assertThat(of(LIST, List.of("b", "a", "b"))).isEqualTo(List.of("a", "b"));
        assertThat(of(LIST, Arrays.asList("x", null, 7, "d", "/home/ada"))).isEqualTo(List.of("d", "other"));
        assertThat(of(LIST, Set.of("a", "b", "c", "d"))).isEqualTo(List.of("a", "b", "c"));
        assertThat(of(LIST, List.of())).isEqualTo(List.of());
        assertThat(of(LIST, "a")).isNull();
        assertThat(of(LIST, new String[] {"a"})).isNull();
        assertThat(values.dropped).isEmpty();
        assertThat(of(Property.list("features", 9, null, "a"), List.of("x", "a", "y")))
                .isEqualTo(List.of("a"));
        assertThat(values.dropped).isEqualTo(Map.of("unknown_value", 2L));
    }

    @Test
    void counts_areAddedUp_cut_andInDeclaredOrder() {
        Map<Object, Object> given = new LinkedHashMap<>();
        given.put("y", 4);
        given.put("b", 11L);
        given.put("x", Long.MAX_VALUE);
        given.put("a", (short) 0);
        assertThat(of(COUNTS, given)).hasToString("{b=10, other=10}");
        assertThat(values.dropped).isEmpty();
        Map<@Nullable Object, @Nullable Object> wrong = new HashMap<>();
        wrong.put("a", -1);
        wrong.put("b", "1");
        wrong.put(null, null);
        assertThat(of(COUNTS, wrong)).hasToString("{}");
        assertThat(of(COUNTS, List.of())).isNull();
        assertThat(of(Property.counts("tools", 10, null, "a"), Map.of("/home/ada", 1, "a", 2)))
                .hasToString("{a=2}");
        assertThat(values.dropped).isEqualTo(Map.of("invalid_value", 3L, "unknown_value", 1L));
    }

    @Test
    void collections_areReadInPart_howeverLargeTheyAre() {
        assertThat(of(LIST, new Endless())).isEqualTo(List.of("a"));
        assertThat(of(COUNTS, new EndlessMap())).hasToString("{a=10}");
    }

    @Test
    void text_isWhatTheScrubberMakesOfIt_cutBetweenCodePoints() {
        Property shouted = Property.text("m", 3, text -> text + "!");
        assertThat(of(shouted, "ab")).isEqualTo("ab!");
        assertThat(of(shouted, "a  b")).isEqualTo("a");
        assertThat(of(shouted, "\ud83d\ude00".repeat(4))).asString().hasSize(6);
        assertThat(of(shouted, new FileNotFoundException("x"))).isEqualTo("x!");
        assertThat(of(shouted, new IllegalStateException())).isEqualTo("!");
        assertThat(of(shouted, 7)).isNull();
        assertThat(of(Property.sql("s", 3, text -> text), new FileNotFoundException("x")))
                .isNull();
        assertThat(of(Property.text("m", 100_000, text -> text), "x".repeat(100_000)))
                .asString()
                .hasSize(64 * 1024);
    }

    private static final class EndlessMap extends AbstractMap<String, Integer> {
        @Override
        public Set<Map.Entry<String, Integer>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Integer>> iterator() {
                    return Collections.nCopies(Integer.MAX_VALUE, Map.entry("a", 1))
                            .iterator();
                }

                @Override
                public int size() {
                    return Integer.MAX_VALUE;
                }
            };
        }
    }

    private static final class Endless extends AbstractCollection<String> {
        @Override
        public Iterator<String> iterator() {
            return Collections.nCopies(Integer.MAX_VALUE, "a").iterator();
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amd64, x86_64",
        "X64, x86_64",
        "x86-64, x86_64",
        "aarch64, arm64",
        "i686, x86",
        "armv7l, arm",
        "riscv64, riscv64",
        "ppc64el, ppc64le",
        "s390x, s390x",
        "mips, other",
        "'', other",
        "' ', other",
        "x86_64=x86_64, other",
    })
    void arch_isOneOfAFewWords(String spelling, String word) {
        assertThat(Machine.architecture(spelling)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "Darwin, arm64, macos-aarch64",
        "Linux, x86_64, linux-x64",
        "Windows, x86_64, windows-x86-64",
        "Windows, arm64, ''",
        "other, x86_64, ''",
        "Linux, other, ''",
    })
    void platform_isTheFirstDeclaredWordThatNamesTheMachine(String system, String architecture, String word) {
        Property property = Property.platform(
                "target",
                null,
                "linux-mips",
                "other-x86_64",
                "linux",
                "linux-x64",
                "linux-amd64",
                "macos-aarch64",
                "windows-x86-64");
        assertThat(Machine.platform(property, system, architecture)).isEqualTo(word);
    }
}
