package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JavaTextTest {
    @Test
    void literal_escapes_whatWouldEndOrChangeIt() {
        assertThat(JavaText.literal("a\"b\\c\nd\re\0f\u00e9\u2028"))
                .isEqualTo("\"a\\\"b\\\\c\\nd\\015e\\000f\\u00e9\\u2028\"");
    }

    @Test
    void literal_isLong_whereNoIntHoldsIt() {
        assertThat(JavaText.literal(Integer.MAX_VALUE)).isEqualTo("2147483647");
        assertThat(JavaText.literal(Integer.MIN_VALUE - 1L)).isEqualTo("-2147483649L");
    }

    @Test
    void javadoc_escapes_whatWouldEndOrChangeIt() {
        assertThat(JavaText.javadoc("*/ @a {b} <c> \\u0041\n&é"))
                .isEqualTo("&#42;&#47; &#64;a &#123;b&#125; &#60;c&#62; &#92;u0041 &#38;&#233;");
    }

    @Test
    void lines_breakAtSpaces_andJoinToTheText() {
        assertThat(JavaText.lines("aaa bbb ccc", 8)).containsExactly("aaa bbb ", "ccc");
        assertThat(JavaText.lines("aaaaaaaaaa bb", 4)).containsExactly("aaaaaaaaaa ", "bb");
        assertThat(JavaText.lines("aaaaaaaaaa", 4)).isEqualTo(List.of("aaaaaaaaaa"));
    }
}
