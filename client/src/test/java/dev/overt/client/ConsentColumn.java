package dev.overt.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One thing that a decision looks at: in the words of the published table, and in the situations that these mean. */
record ConsentColumn(List<Choice> choices) {
    /** All choices of a column. */
    static final String ANY = "any";

    static final String OR = ", ";

    /** In the order in which they are looked at. */
    static final List<ConsentColumn> ALL = List.of(
            column(choice("quiet", it -> it.command = "help"), choice("other", it -> it.command = "run")),
            column(choice("forbids", it -> it.prohibition = "forbidden"), choice("–", it -> {})),
            column(
                    choice(
                            "`DO_NOT_TRACK`",
                            it -> it.environment.put("DO_NOT_TRACK", "1"),
                            it -> it.environment.putAll(Map.of("DO_NOT_TRACK", "yes", "TOOL_TELEMETRY", "on")),
                            it -> it.environment.putAll(Map.of("DO_NOT_TRACK", "true", "TOOL_TELEMETRY", "off"))),
                    choice(
                            "off",
                            it -> it.environment.put("TOOL_TELEMETRY", "off"),
                            it -> it.environment.putAll(Map.of("DO_NOT_TRACK", "0", "TOOL_TELEMETRY", "OFF"))),
                    choice("unclear", it -> it.environment.put("TOOL_TELEMETRY", "perhaps")),
                    choice(
                            "on",
                            it -> it.environment.put("TOOL_TELEMETRY", "on"),
                            it -> it.environment.putAll(Map.of("DO_NOT_TRACK", "false", "TOOL_TELEMETRY", " On "))),
                    choice(
                            "–",
                            it -> {},
                            it -> it.environment.putAll(Map.of("DO_NOT_TRACK", "", "TOOL_TELEMETRY", " ")))),
            column(choice("refuse", it -> it.refusal = "refused"), choice("–", it -> {})),
            column(
                    choice("off", it -> {
                        it.offInCi = true;
                        it.environment.put("CI", "true");
                    }),
                    choice("–", it -> {}, it -> it.offInCi = true, it -> it.environment.put("CI", "1"), it -> {
                        it.offInCi = true;
                        it.environment.put("CI", "false");
                    })),
            column(
                    choice(
                            "missing",
                            terminals(true, false, true),
                            terminals(true, true, false),
                            terminals(true, false, false)),
                    choice(
                            "–",
                            terminals(true, true, true),
                            terminals(false, true, true),
                            terminals(false, true, false),
                            terminals(false, false, true),
                            terminals(false, false, false))),
            column(
                    choice(
                            "refused",
                            it -> it.state = State.NONE.withAnswer(State.DENIED, 0),
                            it -> it.state = State.NONE.withNotice(2).withAnswer(State.DENIED, 2)),
                    choice(
                            "refused and damaged",
                            it -> it.state = State.damaged("is too long").withAnswer(State.DENIED, 0)),
                    choice(
                            "damaged",
                            it -> it.state = State.damaged("cannot be read"),
                            it -> it.state = State.damaged(State.FOREIGN),
                            it -> it.state =
                                    State.damaged("is of another version").withNotice(2)),
                    choice(
                            "agreed",
                            it -> it.state = State.NONE.withAnswer(State.GRANTED, 2),
                            it -> it.state = State.NONE.withNotice(1).withAnswer(State.GRANTED, 3)),
                    choice(
                            "agreed to less",
                            it -> it.state = State.NONE.withAnswer(State.GRANTED, 1),
                            it -> it.state = State.NONE.withNotice(2).withAnswer(State.GRANTED, 0)),
                    choice(
                            "told",
                            it -> it.state = State.NONE.withNotice(2),
                            it -> it.state = State.NONE.withNotice(3)),
                    choice("told of less", it -> it.state = State.NONE.withNotice(1)),
                    choice("nothing", it -> it.state = State.NONE)));

    /** One way to put together what holds in one column. */
    interface Way {
        void accept(ConsentSetting setting);
    }

    /** What may hold in one column, and each of the ways in which it can. */
    record Choice(String words, List<Way> ways) {}

    /** What a cell of the table names. */
    List<Choice> named(String cell) {
        return cell.equals(ANY)
                ? choices
                : Stream.of(cell.split(OR, -1))
                        .map(words -> choices.stream()
                                .filter(each -> each.words().equals(words))
                                .findFirst()
                                .orElseThrow())
                        .toList();
    }

    /** Every way in which {@code chosen}, one list of choices for each column, can hold. */
    static List<ConsentSetting> settings(ConsentSetting.Default consent, List<List<Choice>> chosen) {
        List<List<Way>> combinations = new ArrayList<>(List.of(List.of()));
        for (List<Choice> column : chosen) {
            List<List<Way>> longer = new ArrayList<>();
            for (List<Way> combination : combinations) {
                for (Choice choice : column) {
                    for (Way way : choice.ways()) {
                        longer.add(Stream.concat(combination.stream(), Stream.of(way))
                                .toList());
                    }
                }
            }
            combinations = longer;
        }
        return combinations.stream()
                .map(ways -> {
                    ConsentSetting setting = new ConsentSetting(consent);
                    ways.forEach(way -> way.accept(setting));
                    return setting;
                })
                .toList();
    }

    private static ConsentColumn column(Choice... choices) {
        return new ConsentColumn(List.of(choices));
    }

    private static Choice choice(String words, Way... ways) {
        return new Choice(words, List.of(ways));
    }

    private static Way terminals(boolean needed, boolean input, boolean output) {
        return it -> {
            it.offWithoutTerminal = needed;
            it.terminals = new Terminals(input, output);
        };
    }
}
