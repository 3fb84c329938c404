package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlTreeTest {
    private static List<String> printed(byte[] bytes) {
        Reading.Refused refused = (Reading.Refused) ManifestReader.read("telemetry.yaml", bytes);
        return refused.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void read_refuses_whatIsTooLarge() {
        assertThat(printed(new byte[YamlTree.MAX_BYTES + 1]))
                .containsExactly("telemetry.yaml:1:1: error: The file is larger than 1 MiB. Shorten it. [too-large]");
    }

    @Test
    void read_refuses_whatIsNotUtf8() {
        byte[] bytes = "overt: 1\nproduct: {id: é".getBytes(UTF_8);
        bytes[bytes.length - 1] = 'x';
        assertThat(printed(bytes))
                .containsExactly(
                        "telemetry.yaml:2:15: error: The file is not UTF-8 here. Save it as UTF-8. [encoding]");
    }

    @Test
    void read_refuses_whatIsCutOffInALetter() {
        byte[] bytes = "overt: é".getBytes(UTF_8);
        assertThat(printed(Arrays.copyOf(bytes, bytes.length - 1)))
                .containsExactly("telemetry.yaml:1:8: error: The file is not UTF-8 here. Save it as UTF-8. [encoding]");
    }

    @Test
    void read_refusesWithoutRecursion_whatIsNestedDeeply() {
        String deep = "overt: " + "[".repeat(1_000_000);
        assertThat(printed(deep.getBytes(UTF_8)))
                .containsExactly("telemetry.yaml:1:39: error: This is nested more than 32 deep."
                        + " Close the brackets before it. [nesting]");
    }

    @Test
    void read_accepts_whatBeginsWithAByteOrderMark() {
        String marked = "\uFEFF" + new String(InitRunner.bytes(), UTF_8);
        assertThat(ManifestReader.read("telemetry.yaml", marked.getBytes(UTF_8)))
                .isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void read_findsTheSame_forCrlf() {
        String windows = new String(InitRunner.bytes(), UTF_8).replace("\n", "\r\n");
        Reading.Accepted unix = (Reading.Accepted) ManifestReader.read("telemetry.yaml", InitRunner.bytes());
        assertThat(ManifestReader.read("telemetry.yaml", windows.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Accepted.class,
                        read -> assertThat(read.manifest()).isEqualTo(unix.manifest()));
    }

    @Test
    void read_refuses_whatCannotBeRead() {
        assertThat(ManifestReader.read(Path.of("missing.yaml")))
                .isEqualTo(new Reading.Refused(List.of(new Problem(
                        "missing.yaml",
                        1,
                        1,
                        Rule.UNREADABLE,
                        "",
                        "There is no such file.",
                        "Write one, or give the path of another.",
                        null))));
        assertThat(ManifestReader.read(Path.of("src"))).isInstanceOf(Reading.Refused.class);
    }
}
