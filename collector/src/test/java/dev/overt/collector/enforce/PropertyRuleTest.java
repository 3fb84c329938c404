package dev.overt.collector.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.overt.collector.EveryType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PropertyRuleTest {
    private static final Path NAMES = Path.of("../protocol/golden/names.tsv");
    private static final int CHECKS = 1_000;

    static Stream<String> names() throws IOException {
        return Files.readAllLines(NAMES).stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_isKeptOrRefused_asTheGoldenFileSays(String line) {
        String name = line.substring(line.indexOf('\t') + 1);
        PropertyRule rule = PropertyRule.of(EveryType.type("{type: name}"));

        Checked checked = rule.check(name);

        assertThat(checked).isEqualTo(line.startsWith("kept") ? Checked.kept(name) : Checked.refused());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: enum, values: [run, stop], otherwise: other} | run | stop | rm -rf",
                "{type: bucket, of: duration, bounds: [1s, 5s]} | <1s | 1-5s | 2s",
                "{type: os} | Linux | Darwin | other",
                "{type: arch} | x86_64 | arm64 | other",
                "{type: platform, values: [linux-x86_64], otherwise: other} | linux-x86_64 | other | x",
                "{type: install-method, values: [brew, apt]} | brew | apt | x",
                "{type: error-class, values: [IOException], otherwise: Other} | IOException | Other | x",
                "{type: boolean} | true | false | x",
            })
    void check_allocatesNothing_ofAWordOrAFlag(String type, String one, String other, String unknown) {
        PropertyRule rule = PropertyRule.of(EveryType.type(type));
        Object[] sent = {value(one), value(other), value(unknown)};
        checkMany(rule, sent);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        checkMany(rule, sent);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CHECKS);
    }

    private static Object value(String word) {
        return Map.<String, Object>of("true", true, "false", false).getOrDefault(word, word);
    }

    private static void checkMany(PropertyRule rule, Object[] sent) {
        for (int i = 0; i < CHECKS; i++) {
            rule.check(sent[i % sent.length]);
        }
    }
}
