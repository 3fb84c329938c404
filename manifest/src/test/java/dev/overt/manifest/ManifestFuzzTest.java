package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a manifest, reading it ends in an answer. */
final class ManifestFuzzTest {
    private static final int MUTANTS = 5_000;
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

    private static byte[] mutant(Random random) {
        byte[] mutant = InitRunner.bytes();
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
            return;
        }
        List<Problem> problems = ((Reading.Refused) reading).problems();
        assertThat(problems).anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        long lines = 2 + new String(mutant, UTF_8).lines().count();
        for (Problem problem : problems) {
            assertThat((long) problem.line()).isBetween(1L, lines);
            assertThat(problem.column()).isBetween(1, mutant.length + 1);
            assertThat(problem.toString().codePoints()).noneMatch(Value::isInvisible);
            assertThat(problem.toString()).doesNotContain("null");
            assertThat(problem.what()).endsWith(".");
            assertThat(problem.mend()).endsWith(".");
        }
    }
}
