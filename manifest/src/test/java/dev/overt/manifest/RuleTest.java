package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule has a page, and each page is right. */
final class RuleTest {
    private static final Path PAGES = Path.of("src/main/resources/dev/overt/manifest/rules");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    /** What no text on a page can show. */
    private static final Set<Rule> WITHOUT_EXAMPLE = EnumSet.of(Rule.UNREADABLE, Rule.TOO_LARGE, Rule.ENCODING);

    static Stream<Rule> withExample() {
        return EnumSet.complementOf(EnumSet.copyOf(WITHOUT_EXAMPLE)).stream();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void page_hasATitleAndSentences(Rule rule) {
        assertThat(rule.page()).startsWith("# " + rule.title() + "\n\n").endsWith("\n");
        assertThat(rule.title()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(75);
        assertThat(Rule.of(rule.id())).contains(rule);
    }

    @Test
    void pages_areThoseOfTheRules() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(Rule.values())
                            .map(rule -> rule.id() + ".md")
                            .toList());
        }
    }

    @Test
    void minimal_tripsNothing() {
        assertThat(check(RulePage.minimal())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withExample")
    void example_tripsTheRuleAlone_whereThePageSays(Rule rule) {
        RulePage page = RulePage.of(rule);
        List<Problem> problems = check(page.example());
        assertThat(problems).as(page.example()).isNotEmpty();
        assertThat(problems).extracting(Problem::rule).contains(rule);
        assertThat(problems)
                .filteredOn(problem -> problem.rule() != Rule.REVIEW || rule == Rule.REVIEW)
                .allSatisfy(problem -> {
                    assertThat(problem.rule()).as(problem.toString()).isEqualTo(rule);
                    assertThat(problem.line()).as(problem.toString()).isEqualTo(page.line());
                });
    }

    @ParameterizedTest
    @MethodSource("withExample")
    void mended_tripsNothing(Rule rule) {
        RulePage page = RulePage.of(rule);
        assertThat(check(page.mended()))
                .as(page.mended())
                .filteredOn(problem -> problem.accepted() == null)
                .filteredOn(problem -> problem.rule() != Rule.REVIEW || rule == Rule.REVIEW)
                .isEmpty();
    }

    @Test
    void rulesWithoutExample_areTrippedByFilesOfTheirOwn() {
        assertThat(problems(ManifestReader.read(Path.of("missing.yaml"))))
                .extracting(Problem::rule)
                .containsExactly(Rule.UNREADABLE);
        assertThat(check(" ".repeat((1 << 20) + 1))).extracting(Problem::rule).containsExactly(Rule.TOO_LARGE);
        assertThat(problems(ManifestReader.read("latin1.yaml", new byte[] {(byte) 0xE9, 'a'})))
                .extracting(Problem::rule)
                .containsExactly(Rule.ENCODING);
    }

    private static List<Problem> check(String yaml) {
        return problems(ManifestReader.read("telemetry.yaml", yaml.getBytes(UTF_8)));
    }

    private static List<Problem> problems(Reading reading) {
        return reading instanceof Reading.Accepted accepted
                ? Lint.check(accepted, TODAY)
                : ((Reading.Refused) reading).problems();
    }
}
