package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.web.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

final class SentValueTest {
    /** Reads a value and checks that the parser is left at its end. */
    private static @Nullable Object read(String json) {
        try (JsonParser parser = Json.parser(("[" + json + ",7]").getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            parser.nextToken();
            Object value = SentValue.read(parser);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
            assertThat(parser.getLongValue()).isEqualTo(7);
            return value;
        }
    }

    @Test
    void read_givesScalars_inArraysAndObjects() {
        assertThat(read("[1,\"a\",true,null,1.5]"))
                .isEqualTo(Arrays.asList(1L, "a", true, null, new BigDecimal("1.5")));
        assertThat(read("{\"a\":1,\"b\":[]}")).isSameAs(IncomingEvent.UNUSABLE);
        assertThat(read("{\"a\":1,\"b\":\"x\",\"a\":2}")).isEqualTo(Map.of("a", 2L, "b", "x"));
        assertThat(read("[]")).isEqualTo(List.of());
        assertThat(read("{}")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[]]",
                "[{}]",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "[1,[2,[3]],4]",
                "{\"a\":{\"b\":{\"c\":[1]}},\"d\":1}"
            })
    void read_isUnusable_whereItIsDeeper(String json) {
        assertThat(read(json)).isSameAs(IncomingEvent.UNUSABLE);
    }

    @Test
    void read_isUnusable_ofMoreThanAThousandItems() {
        assertThat(read(items(1_000, "[", i -> "1", "]"))).isInstanceOf(List.class);
        assertThat(read(items(1_001, "[", i -> "1", "]"))).isSameAs(IncomingEvent.UNUSABLE);
        assertThat(read(items(1_000, "{", i -> "\"" + i + "\":1", "}"))).isInstanceOf(Map.class);
        assertThat(read(items(1_001, "{", i -> "\"" + i + "\":1", "}"))).isSameAs(IncomingEvent.UNUSABLE);
    }

    private static String items(int count, String open, IntFunction<String> item, String close) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", open, close));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "-0.0, 0",
        "1e-400, 0",
        "-1e-999999999, 0",
        "0e999999999, 0",
        "0e-999999999, 0",
        "1.5e308, 1.5E+308",
        "9223372036854775808, 9223372036854775808",
        "1234567890123456789012345678901234567890123456789012345678901234, "
                + "1234567890123456789012345678901234567890123456789012345678901234",
    })
    void read_givesDecimals_withinWhatADoubleTells(String json, BigDecimal number) {
        assertThat((BigDecimal) read(json)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e309",
                "1e999999999",
                "-1e999999999",
                "1e2147483647",
                "1e2147483648",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "12345678901234567890123456789012345678901234567890123456789012345",
                "0.000000000000000000000000000000000000000000000000000000000000001"
            })
    void read_isUnusable_ofANumberThatIsTooLong(String json) {
        assertThat(read(json)).isSameAs(IncomingEvent.UNUSABLE);
        assertThat(read("[" + json + "]")).isEqualTo(List.of(IncomingEvent.UNUSABLE));
    }

    @Test
    void read_isUnusable_ofHundredsOfDigits() {
        assertThat(read("9".repeat(400))).isSameAs(IncomingEvent.UNUSABLE);
        assertThat(read("0." + "9".repeat(400))).isSameAs(IncomingEvent.UNUSABLE);
    }
}
