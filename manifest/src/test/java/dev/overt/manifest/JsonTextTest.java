package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
    @Test
    void compact_keepsTheOrderOfKeys_withoutSpaces() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", List.of(1L, 2, true));
        tree.put("a", Map.of());
        tree.put("c", new BigDecimal("0.50"));
        assertThat(JsonText.compact(tree)).isEqualTo("{\"b\":[1,2,true],\"a\":{},\"c\":0.50}");
    }

    @Test
    void indented_putsEachItemOnALine() {
        assertThat(JsonText.indented(Map.of("a", List.of("x", Map.of("b", List.of())))))
                .isEqualTo("""
                {
                  "a": [
                    "x",
                    {
                      "b": []
                    }
                  ]
                }
                """);
    }

    @Test
    void strings_areEscapedAsInRfc8785() {
        assertThat(JsonText.compact("\u20ac$\u000f\nA'B\"\\\"/\u2028<"))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u2028<\"");
    }

    @Test
    void compact_refuses_whatJsonHasNot() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.compact(List.of(0.1)));
    }
}
