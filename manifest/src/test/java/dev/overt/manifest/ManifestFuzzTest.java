package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a manifest, reading it ends in an answer. */
final class ManifestFuzzTest {
    private static final int MUTANTS = 2_500;
    private static final int MAX_PROBLEMS = 1_001;
    private static final int MAX_CHARACTERS = 3_000;
    private static final String HOSTILE = "{}[]:,&*!|>'\"%@`#?-~<\t\r\n\\\0 \u00e9\u2028\ufeff9a";

    @Test
    void read_answers_forMutants() {
        for (long seed = 0; seed < MUTANTS; seed++) {
            byte[] mutant = mutant(new Random(seed));
            try {
                check(ManifestReader.read("mutant.yaml", mutant), mutant);
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ":\n" + new String(mutant, UTF_8), e);
            }
        }
    }

    @Test
    void read_answers_forWordsAndValuesOfOthers() {
        for (long seed = 0; seed < MUTANTS; seed++) {
            answer("seed " + seed, Mutants.of(new Random(seed)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[x]]", "{x: {y: z}}", "null", "\"\"", "x y\tz", "{off: truthy}"})
    void read_answers_forAnotherKindAtEveryPlace(String value) {
        Mutants.EXAMPLES.stream()
                .limit(4)
                .flatMap(example -> Mutants.replacingEach(example, value))
                .forEach(mutant -> answer("", mutant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x%d: 1\n",
                "? [x%d]\n: 1\n",
                "- x%d\n",
                "never: [x%d]\n",
                "common: {X%d: {type: integer}}\n",
                "&x%d [",
                "x%d: |\n ",
                "\t# %d\n",
                "\ufeff%d: \0\n"
            })
    void read_answersBriefly_forMegabytes(String line) {
        StringBuilder large = new StringBuilder("overt: 1\n");
        for (int i = 0; large.length() < YamlTree.MAX_BYTES - 100; i++) {
            large.append(line.formatted(i));
        }
        answer(line, large.toString());
        answer(line, large.append(large).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events:\n%s",
                "never:\n%s",
                "common:\n%s",
                "accept:\n%s",
                "consent: {environment:\n%s}",
                "history:\n%s",
                "purpose: [%s]"
            })
    void read_answersBriefly_forManyEntriesOfASection(String section) {
        for (String line : List.of("  x_%d: x\n", "  - x_%d\n", "  x_%d: {why: x, when: x, expires: 2020-01-01},\n")) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                entries.append(line.formatted(i));
            }
            answer(section + line, RulePage.whole(section.formatted(entries) + "\n"));
        }
    }

    private static void answer(String about, String yaml) {
        byte[] bytes = yaml.getBytes(UTF_8);
        try {
            check(ManifestReader.read("mutant.yaml", bytes), bytes);
        } catch (RuntimeException | Error e) {
            fail(about + ":\n" + yaml.substring(0, Math.min(yaml.length(), 30_000)), e);
        }
    }

    private static byte[] mutant(Random random) {
        byte[] mutant = Mutants.example(random).getBytes(UTF_8);
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            mutant = random.nextBoolean() ? mutateBytes(mutant, random) : mutateLines(mutant, random);
        }
        return mutant;
    }

    private static byte[] mutateBytes(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        String text = new String(bytes, UTF_8);
        int character = random.nextInt(text.length());
        String hostile = HOSTILE.substring(random.nextInt(HOSTILE.length()));
        return switch (random.nextInt(5)) {
            case 0 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> (text.substring(0, character) + hostile.charAt(0) + text.substring(character)).getBytes(UTF_8);
            case 3 -> (text.substring(0, character) + text.substring(character + 1)).getBytes(UTF_8);
            default -> (text.substring(0, character) + hostile + text.substring(character)).getBytes(UTF_8);
        };
    }

    private static byte[] mutateLines(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>(new String(bytes, UTF_8).lines().toList());
        if (lines.isEmpty()) {
            return bytes;
        }
        int from = random.nextInt(lines.size());
        int to = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(from);
            case 1 -> lines.add(to, lines.get(from));
            case 2 -> lines.add(to, lines.remove(from));
            default ->
                lines.set(from, " ".repeat(random.nextInt(4)) + lines.get(from).strip());
        }
        return String.join("\n", lines).getBytes(UTF_8);
    }

    private static void check(Reading reading, byte[] mutant) {
        if (reading instanceof Reading.Accepted accepted) {
            assertThat(accepted.manifest().events()).isNotEmpty();
            check(Lint.check(accepted, LocalDate.of(2026, 11, 21)), mutant);
            assertThat(Lint.check(accepted, LocalDate.MIN)).hasSizeLessThanOrEqualTo(MAX_PROBLEMS);
            assertThat(Lint.check(accepted, LocalDate.MAX)).hasSizeLessThanOrEqualTo(MAX_PROBLEMS);
            return;
        }
        List<Problem> problems = ((Reading.Refused) reading).problems();
        assertThat(problems).anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        check(problems, mutant);
    }

    private static void check(List<Problem> problems, byte[] mutant) {
        assertThat(problems).hasSizeLessThanOrEqualTo(MAX_PROBLEMS);
        long lines = 2 + new String(mutant, UTF_8).lines().count();
        for (Problem problem : problems) {
            assertThat((long) problem.line()).isBetween(1L, lines);
            assertThat(problem.column()).isBetween(1, mutant.length + 1);
            assertThat(problem.toString().codePoints()).noneMatch(Value::isInvisible);
            assertThat((problem.what() + problem.mend()).replaceAll("`.*`", "")).doesNotContain("null");
            assertThat(problem.what().length() + problem.mend().length()).isLessThan(MAX_CHARACTERS);
            assertThat(problem.what()).endsWith(".");
            assertThat(problem.mend()).endsWith(".");
        }
    }
}
