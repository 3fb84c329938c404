package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages of the rules do not show: where a rule must not be tripped, and what is accepted. */
final class LintTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "runmat", "onecli", "altimate", "ktx"})
    void check_asksForAReviewOnly_ofEveryExample(String name) {
        Reading reading = ManifestReader.read(Path.of("../examples", name, "telemetry.yaml"));
        assertThat(Lint.check((Reading.Accepted) reading, TODAY))
                .filteredOn(problem -> problem.accepted() == null)
                .filteredOn(problem -> problem.rule() != Rule.REVIEW)
                .isEmpty();
    }

    @Test
    void check_namesThePathAndItsPlace() {
        List<Problem> problems = check(property("size: {type: integer, min: 0, max: 9000000}"));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("events.tool_run.properties.size");
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.column()).isEqualTo(7);
            assertThat(problem.file()).isEqualTo("telemetry.yaml");
        });
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20, EXPIRED", "2026-11-21, EXPIRES_SOON", "2026-12-21, EXPIRES_SOON", "2026-12-22,"})
    void check_findsWhatExpires_byDay(String day, Rule expected) {
        List<Problem> problems = check(property("run: {type: boolean, expires: " + day + "}"));
        assertThat(problems).extracting(Problem::rule).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: {type: name, what: Which., max: 9}",
                "flag: {type: boolean}",
                "model_kind: {type: enum, values: [a], otherwise: b}",
                "model_name: {type: hash, what: Which.}",
                "alias: {type: bucket, of: count, bounds: [1]}",
                "exit_code: {type: integer, min: 0, max: 255}"
            })
    void check_takesNoPropertyForAPromise_thatSharesAWord(String property) {
        String never = "never: [command arguments or flag values, model names or aliases, exit codes of your builds]\n";
        assertThat(check(property(property) + never))
                .filteredOn(problem -> problem.rule() == Rule.NEVER_NAMED)
                .extracting(Problem::path)
                .isEqualTo(property.startsWith("exit") ? List.of("events.tool_run.properties.exit_code") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model_name", "model", "alias", "aliases", "argument", "command_argument", "contents", "query"})
    void check_findsWhatIsPromised_inThePlural(String name) {
        String never = "never: [command arguments, model names or aliases, contents of files, queries (SQL)]\n";
        assertThat(check(property(name + ": {type: enum, values: [a], otherwise: b}") + never))
                .extracting(Problem::rule)
                .containsExactly(Rule.NEVER_NAMED);
    }

    @ParameterizedTest
    @CsvSource({"email, true", "user_agent, true", "ip_addresses, true", "file_type, false", "model, false"})
    void check_findsNamesOfPersonsAndTheirThings(String name, boolean found) {
        assertThat(check(property(name + ": {type: name, what: Which.}")))
                .extracting(Problem::rule)
                .isEqualTo(found ? List.of(Rule.IDENTIFYING_NAME) : List.of());
        assertThat(check(property(name + ": {type: hash, what: Which.}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "userName, IDENTIFYING_NAME",
        "$host, IDENTIFYING_NAME",
        "ai.user.id, IDENTIFYING_NAME",
        "modelAlias, NEVER_NAMED",
        "ai.application.ver,",
        "fileType,"
    })
    void check_findsWhatOtherClientsCall_asIfItWereDeclared(String from, Rule expected) {
        String never = "never: [model aliases]\n";
        String property = "model: {type: name, what: Which., from: [" + from + "]}";
        assertThat(check(property(property) + never))
                .extracting(Problem::rule)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, false",
        "http://127.0.0.1, false",
        "http://[::1]:9, false",
        "https://a.example, false",
        "http://127.0.0.1.example, true",
        "http://10.0.0.1, true"
    })
    void check_findsOpenLines_butToTheSameMachine(String url, boolean found) {
        assertThat(check("delivery: {mode: spool, collector: \"" + url + "\"}\n"))
                .extracting(Problem::rule)
                .isEqualTo(found ? List.of(Rule.PLAIN_HTTP) : List.of());
    }

    @Test
    void check_doesNotAskAPage_forVariables() {
        assertThat(check("""
                        consent: {default: on}
                        web: {ask: {title: Help?, text: Pages.}, storage: consent}
                        delivery: {mode: post, collector: "https://a.example"}
                        events: {web_view: {why: To count., when: A page is open., trigger: page-view}}
                        """)).isEmpty();
    }

    @Test
    void check_keepsAcceptedFindings_withTheirReason() {
        List<Problem> problems = check("""
                retention: {raw: 730d, rollups: forever}
                accept: {long-retention: We compare two years.}
                """);
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.accepted()).isEqualTo("We compare two years.");
            assertThat(problem)
                    .hasToString("telemetry.yaml:1:13: accepted: Events are kept for 730 days."
                            + " We compare two years. [long-retention]");
        });
    }

    @ParameterizedTest
    @CsvSource({"review", "expired", "unknown-rule", "unused-accept", "unknown-key"})
    void check_refusesToAccept_whatMustBeMended(String rule) {
        List<Problem> problems = check("accept: {" + rule + ": For no reason.}\n");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(Rule.UNKNOWN_RULE);
            assertThat(problem.accepted()).isNull();
        });
    }

    @Test
    void check_namesTheNearestRule_forOneMisspelt() {
        assertThat(check("accept: {no-otherwsie: For no reason.}\n"))
                .extracting(Problem::mend)
                .containsExactly("Did you mean `no-otherwise`? `overt lint --rules` lists the rules.");
    }

    private static String property(String property) {
        return "events:\n  tool_run:\n    why: To see how it is used.\n    when: The tool has run.\n    properties:\n      "
                + property + "\n";
    }

    private static List<Problem> check(String fragment) {
        byte[] manifest = RulePage.whole(fragment).getBytes(UTF_8);
        Reading reading = ManifestReader.read("telemetry.yaml", manifest);
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Accepted.class);
        return Lint.check((Reading.Accepted) reading, TODAY);
    }
}
