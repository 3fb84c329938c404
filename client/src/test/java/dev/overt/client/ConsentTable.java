package dev.overt.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The truth table of {@link Consent}, one for each default of a manifest, written for people. */
final class ConsentTable {
    /** What stands above the tables. */
    private static final String INTRODUCTION = """
            # What decides whether a tool reports

            Every run of a tool that reports by Overt comes to one decision, for one reason. These tables are made from the
            program: each combination of what a decision looks at is in exactly one row, and a test decides all
            combinations of every row. *any*: it makes no difference there. –: nothing of the kind.

            | column | what it looks at |
            |---|---|
            | command | *quiet*: the manifest lists it under `quiet`, or the run only shows help |
            | machine | *forbids*: the administrator's file names the product, names none, or cannot be read. It is `/etc/overt/disabled`, on macOS `/Library/Application Support/overt/disabled`, on Windows `%ProgramData%\\overt\\disabled`: one product id a line, `*` for all, `#` for comments. It can only turn off |
            | environment | the variables in the order of the manifest, the first that says something; before all others `DO_NOT_TRACK`, which turns off wherever it is set to anything but `0`, `false` or nothing. *unclear*: a value that is neither on nor off |
            | files | *refuse*: a file of preferences of the manifest says off, says what is neither on nor off, or cannot be read. It can only turn off |
            | CI | *off*: the variable `CI` is set and the manifest says `in-ci: off` |
            | terminal | *missing*: standard input or output is not a terminal and the manifest says `without-terminal: off` |
            | stored choice | what the person answered. *less*: an earlier `covers`. *told*: the notice was shown. *damaged*: it cannot be read or trusted |

            A run that is off as *undecided*, *outdated* or *unreadable* asks if the default is `ask`, one that is *unnoticed*
            or *unreadable* shows the notice if the default is `notice`, and only where a person is there: standard input and
            output are terminals, `CI` is not set, and no coding agent has set its variable. Only there consent is stored;
            a refusal is stored everywhere.
            """;

    private static final String HEAD = """
            | command | machine | environment | files | CI | terminal | stored choice | telemetry | reason |
            |---|---|---|---|---|---|---|---|---|
            """;

    private ConsentTable() {}

    /** One row: what holds in each column, in words, and what follows. */
    record Row(List<String> cells, boolean on, String reason) {
        @Override
        public String toString() {
            return "| " + String.join(" | ", cells) + " | " + (on ? "**on**" : "off") + " | " + reason + " |\n";
        }
    }

    /** The whole document. */
    static String render() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        for (ConsentSetting.Default each : ConsentSetting.Default.values()) {
            text.append("\n## `default: ")
                    .append(each.name().toLowerCase(Locale.ROOT))
                    .append("`\n\n")
                    .append(HEAD);
            rows(each, List.of()).forEach(text::append);
        }
        return text.toString();
    }

    static String reason(Decision decision) {
        return decision.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The rows of the columns that follow those in which something is {@code chosen}. */
    private static List<Row> rows(ConsentSetting.Default consent, List<ConsentColumn.Choice> chosen) {
        if (chosen.size() == ConsentColumn.ALL.size()) {
            Decision decision = onlyDecision(consent, chosen);
            return List.of(new Row(List.of(), decision.on(), reason(decision)));
        }
        ConsentColumn column = ConsentColumn.ALL.get(chosen.size());
        Map<List<Row>, List<String>> choicesByRest = new LinkedHashMap<>();
        for (ConsentColumn.Choice each : column.choices()) {
            List<ConsentColumn.Choice> longer = new ArrayList<>(chosen);
            longer.add(each);
            choicesByRest
                    .computeIfAbsent(rows(consent, longer), rest -> new ArrayList<>())
                    .add(each.words());
        }
        List<Row> rows = new ArrayList<>();
        choicesByRest.forEach((rest, choices) -> {
            String cell = choices.size() == column.choices().size()
                    ? ConsentColumn.ANY
                    : String.join(ConsentColumn.OR, choices);
            rest.forEach(row -> rows.add(prepend(cell, row)));
        });
        return rows;
    }

    private static Row prepend(String cell, Row row) {
        List<String> cells = new ArrayList<>(List.of(cell));
        cells.addAll(row.cells());
        return new Row(cells, row.on(), row.reason());
    }

    private static Decision onlyDecision(ConsentSetting.Default consent, List<ConsentColumn.Choice> chosen) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (ConsentSetting each :
                ConsentColumn.settings(consent, chosen.stream().map(List::of).toList())) {
            Decision decision = each.decide();
            decisions.put(decision.on() + reason(decision), decision);
        }
        if (decisions.size() != 1) {
            throw new AssertionError("a column is too coarse: " + decisions + " in " + chosen);
        }
        return decisions.values().iterator().next();
    }
}
