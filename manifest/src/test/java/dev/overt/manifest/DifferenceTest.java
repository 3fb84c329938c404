package dev.overt.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single changes of the manifest of everything mean, there and back. */
final class DifferenceTest {
    private static final Path EVERYTHING = Path.of("src/test/resources/valid/everything.yaml");

    /** The place, what is written there (nothing removes the key), and what follows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            product | id | other | WIDENING | The product's id is `other` instead of `everything`, so an earlier refusal or id is not found.
            product | name | All | NEUTRAL | The product's name is now `All`.
            links | Code | | NEUTRAL | The link `Code` is not given any more.
            consent | default | ask | NARROWING | For people who have said nothing, the default is `ask` instead of `notice`, which is less.
            consent | default | on | WIDENING | For people who have said nothing, the default is `on` instead of `notice`, which is more.
            consent | covers | 4 | NEUTRAL | `covers` is 4 instead of 3, so an answer given before does not count any more, and people are asked anew.
            consent | covers | 2 | WIDENING | `covers` is 2 instead of 3, so an answer counts that was given to less than is collected.
            consent | without-terminal | on | WIDENING | Where input or output is not a terminal, telemetry is `on` instead of `off`, which is more.
            consent | state | ~/.b/t.json | WIDENING | A person's choice is kept in `~/.b/t.json` instead of `~/.all/telemetry.json`, so an earlier refusal is not found.
            consent | quiet | [help, version] | WIDENING | These commands, which were quiet, ask and report: `telemetry`.
            consent | status-in | [doctor] | NEUTRAL | These commands do not print the status of telemetry any more: `info`.
            consent.environment | DO_NOT_TRACK | | WIDENING | `DO_NOT_TRACK` does not turn telemetry off any more.
            consent.environment | ALL_DEBUG | | WIDENING | `ALL_DEBUG` does not keep events from being sent any more.
            consent.environment | ALL_COLLECTOR | | WIDENING | `ALL_COLLECTOR` does not lead to a collector of a person's choice any more.
            consent.environment | NEW | {off: truthy} | NARROWING | `NEW` turns telemetry off.
            consent.environment | NEW | {on: [1]} | WIDENING | `NEW` can turn telemetry on, before the stored choice is asked.
            consent.environment | NEW | {collector: url} | NEUTRAL | `NEW` leads to a collector of a person's choice.
            consent.environment | ALL_SILENT | {off: [1, 2]} | NARROWING | `ALL_SILENT` turns telemetry off by `2` too.
            consent.environment | ALL_SILENT | {on: [2], off: [1]} | WIDENING | `ALL_SILENT` turns telemetry on by `2` too.
            consent.environment | ALL_SILENT | {off: truthy} | WIDENING | `ALL_SILENT` is read in another way: `{off:truthy}` instead of `{off:[1]}`.
            consent.files | /etc/all/telemetry | | WIDENING | `/etc/all/telemetry` does not turn telemetry off any more.
            identity | file | ~/.all/other | WIDENING | The id is kept in `~/.all/other` instead of `~/.all/id`, so what was recorded under the earlier one is not found by it.
            events | all_session | | NARROWING | `all_session` is not reported any more.
            events.all_command | expires | 2032-01-01 | WIDENING | `all_command` expires on 2032-01-01 instead of 2031-12-31.
            events.all_command | expires | | WIDENING | `all_command` does not expire any more.
            events.all_command | from | [cli.command] | NEUTRAL | What other clients call `$command`, `commandRun` is not taken as `all_command` any more.
            events.all_command.properties.command | from | [cmd, ai.operation.name, what] | NEUTRAL | What other clients call `what` is taken as `command` of `all_command` too.
            events.all_command.properties.command | from | [ai.operation.name, cmd] | NEUTRAL | Of what other clients send, `ai.operation.name`, `cmd` is `command` of `all_command`, in this order.
            common.arch | from | [cpu] | NEUTRAL | What other clients call `cpu` is taken as `arch` of every event too.
            common | arch | | NARROWING | `arch` of every event is not reported any more.
            common | run_id | {type: session-id} | WIDENING | `run_id` of every event is reported now: a random id of one process.
            common.all_version | keep | full | WIDENING | The part of `all_version` of every event that is kept is `full` instead of `minor`, which is more.
            common.all_version | otherwise | other | NEUTRAL | `all_version` of every event counts what is not listed as `other` instead of `unknown`.
            common.all_version | otherwise | | NARROWING | `all_version` of every event drops what is not listed; it was counted as `unknown`.
            events.all_command.properties.command | values | [run, new, doctor, list] | WIDENING | `command` of `all_command` takes `list` too.
            events.all_command.properties.command | values | [run] | NARROWING | `command` of `all_command` takes `doctor`, `new` no more.
            events.all_command.properties.exit_code | max | 300 | WIDENING | The limit (`max`) of `exit_code` of `all_command` is `300` instead of `255`.
            events.all_command.properties.exit_code | min | 1 | NARROWING | The smallest value of `exit_code` of `all_command` is `1` instead of `0`.
            events.all_command.properties.took | bounds | [500ms, 1m] | NARROWING | The ranges of `took` of `all_command` are wider: fewer of them are told apart.
            events.all_command.properties.took | bounds | [2s, 1m] | WIDENING | The ranges of `took` of `all_command` are others, with a bound at `2000`: more can be told apart.
            events.all_command.properties.took | bounds | [500ms, 1000ms, 1m] | NEUTRAL | The name of each range of `took` of `all_command` is worded: `<500ms`, `500-1000ms`, `1000ms-1m`, `1m+`.
            events.all_session.properties.calls | optional | true | NARROWING | An event may lack `calls` of `all_session`.
            events.all_session.properties.sent | optional | | WIDENING | Every event has `sent` of `all_session`; some lacked it.
            events.all_session.properties | ratio | {type: integer, min: 0, max: 1} | NARROWING | `ratio` of `all_session` is a whole number; it was a number.
            events.all_session.properties | ratio | {type: integer, min: 0, max: 2} | WIDENING | `ratio` of `all_session` is a whole number; it was a number.
            events.all_session.properties | model | {type: text, max: 80, justification: It is.} | WIDENING | `model` of `all_session` is free text, scrubbed; it was a name that others chose.
            delivery | collector | https://new@telemetry.example.org/in | NEUTRAL | The write key for `telemetry.example.org/in` is another.
            delivery | collector | http://key@telemetry.example.org/in | WIDENING | Events are not encrypted any more on their way to `telemetry.example.org/in`.
            delivery | collector | https://key@telemetry.example.com/in | WIDENING | Events go to `telemetry.example.com/in` instead of `telemetry.example.org/in`.
            destinations | hook | | NARROWING | Events are not forwarded to `hook` any more.
            destinations.hook | region | US | WIDENING | The region of the destination `hook` is `US` instead of what is not said.
            destinations.hook | privacy | https://hook.example.org/p | NEUTRAL | The privacy page of the destination `hook` is now `https://hook.example.org/p`.
            retention | raw | 90d | WIDENING | Events are kept 90 days instead of 30 days.
            retention | raw | none | NARROWING | Events are kept not at all instead of 30 days.
            retention | rollups | forever | WIDENING | Counts are kept for ever instead of 730 days.
            web | storage | other | WIDENING | The browser's key of the choice is `other` instead of `all-consent`, so an earlier refusal is not found.
            web.refused-before | older | | WIDENING | In the browser's earlier key, these values are not refusals any more: `false`.
            accept | no-never | It is so. | NEUTRAL | The reason to depart from the rule `no-never` is now `It is so.`.
            """)
    void change_isJudged(String path, String key, String yaml, String kind, String what) {
        Map<String, Object> tree = YamlSource.tree(EVERYTHING);
        Map<String, Object> edited = YamlSource.at(tree, path);
        if (yaml == null) {
            edited.remove(key);
        } else {
            edited.put(key, YamlSource.tree("{value: " + yaml + "}").get("value"));
        }
        assertThat(Difference.between(everything(), YamlSource.manifest(tree)).changes())
                .extracting(change -> change.kind() + " " + change.what())
                .contains(kind + " " + what);
    }

    @Test
    void order_isWider_whereSomethingThatTurnsOnIsAskedEarlier() {
        assertThat(environment("ALL_TELEMETRY", "DO_NOT_TRACK"))
                .startsWith("WIDENING The order is `ALL_TELEMETRY`, `DO");
        assertThat(environment("ALL_SILENT", "DO_NOT_TRACK")).startsWith("NARROWING The order is `ALL_SILENT`, `DO");
    }

    /** The same words the other way round, so that the one is a widening exactly where the other is a narrowing. */
    @Test
    void between_isTheOpposite_theOtherWayRound() {
        for (String values :
                List.of("[run]", "[run, doctor]", "[run, new, doctor, list]", "[run, new, doctor, a, b]")) {
            Manifest other = with(tree -> YamlSource.at(tree, "events.all_command.properties.command")
                    .put("values", YamlSource.tree("{v: " + values + "}").get("v")));
            boolean wider = Difference.between(everything(), other).widens();
            assertThat(Difference.between(other, everything()).widens()).isNotEqualTo(wider);
        }
    }

    @Test
    void covered_isTrue_onlyWhereCoversIsRaised() {
        Manifest raised = with(tree -> YamlSource.at(tree, "consent").put("covers", "4"));
        assertThat(Difference.between(everything(), raised).covered()).isTrue();
        assertThat(Difference.between(raised, everything()).covered()).isFalse();
        assertThat(Difference.between(raised, raised)).isEqualTo(new Difference(List.of(), false));
    }

    @Test
    void change_isAWidening_whereNoRuleKnowsThePlace() {
        Step step = new Step(List.of(), Map.of("new-key", Map.of("deep", 1)), Map.of("new-key", Map.of("deep", 2)));
        assertThat(Classification.changes(step))
                .containsExactly(new Change(
                        "new-key.deep",
                        Change.Kind.WIDENING,
                        "`new-key.deep` is different, and no rule says what that means."));
    }

    private static String environment(String first, String second) {
        Manifest manifest = with(tree -> {
            Map<String, Object> environment = YamlSource.at(tree, "consent.environment");
            Map<String, Object> rest = Map.copyOf(environment);
            List<String> names = environment.keySet().stream()
                    .filter(name -> !name.equals(first) && !name.equals(second))
                    .toList();
            environment.clear();
            List.of(first, second).forEach(name -> environment.put(name, rest.get(name)));
            names.forEach(name -> environment.put(name, rest.get(name)));
        });
        return Difference.between(everything(), manifest).changes().stream()
                .map(change -> change.kind() + " " + change.what())
                .collect(Collectors.joining());
    }

    private static Manifest with(Consumer<Map<String, Object>> edit) {
        Map<String, Object> tree = YamlSource.tree(EVERYTHING);
        edit.accept(tree);
        return YamlSource.manifest(tree);
    }

    private static Manifest everything() {
        return YamlSource.manifest(YamlSource.tree(EVERYTHING));
    }
}
