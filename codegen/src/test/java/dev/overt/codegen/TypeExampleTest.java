package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.PropertyType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TypeExampleTest {
    @Test
    void number_isWithinTheRange_andRounded() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal one = decimal(random);
            BigDecimal other = one.add(BigDecimal.ONE).add(decimal(random).abs());
            int decimals = random.nextInt(7);
            BigDecimal example = (BigDecimal) example(new PropertyType.DecimalRange(one, other, decimals));
            assertThat(example)
                    .as("%s to %s, %s decimals", one, other, decimals)
                    .isBetween(one, other);
            assertThat(example.setScale(decimals, RoundingMode.HALF_UP)).isEqualByComparingTo(example);
            assertThat(new BigDecimal(Double.toString(example.doubleValue()))).isEqualByComparingTo(example);
        }
    }

    @Test
    void integer_isWithinTheRange() {
        assertThat(example(new PropertyType.IntegerRange(0, 255))).isEqualTo(42L);
        assertThat(example(new PropertyType.IntegerRange(-9, -3))).isEqualTo(-3L);
        assertThat(example(new PropertyType.IntegerRange(1_000, 2_000))).isEqualTo(1_000L);
    }

    @Test
    void list_andCounts_keepTheirLimits() {
        assertThat(example(new PropertyType.WordList(List.of("a", "b", "c"), null, 1)))
                .isEqualTo(List.of("a"));
        assertThat(example(new PropertyType.WordCounts(List.of("a", "b", "c"), null, 2)))
                .isEqualTo(Map.of("a", 2L, "b", 1L));
    }

    @Test
    void text_isCut_whereItIsLimited() {
        assertThat(example(new PropertyType.Text(11, "why"))).isEqualTo("Connection");
        assertThat(example(new PropertyType.Sql(8, "why"))).isEqualTo("x");
        assertThat(example(new PropertyType.Name(3, List.of()))).isEqualTo("exa");
    }

    private static Object example(PropertyType type) {
        return type.accept(TypeExample.TYPES);
    }

    private static BigDecimal decimal(Random random) {
        return BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, random.nextInt(5));
    }
}
