package dev.overt.collector.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody who knows the rules, sees every view of a table, and goes through every table there could be: of no cell of fewer
 * than k installations can they tell the number.
 */
final class GuessingTest {
    private static final int K = 10;
    private static final KAnonymity TEN = new KAnonymity(K);
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    /** A view of a table, and the hidden numbers that would make it. */
    private static final class Guesses {
        private final Map<String, Map<String, Set<Integer>>> byView = new HashMap<>();

        void add(String view, String cell, int number) {
            byView.computeIfAbsent(view, any -> new TreeMap<>())
                    .computeIfAbsent(cell, any -> new HashSet<>())
                    .add(number);
        }

        /** Cells whose number follows from what is seen, and is less than k. */
        List<String> certain() {
            return byView.entrySet().stream()
                    .flatMap(view -> view.getValue().entrySet().stream()
                            .filter(cell -> cell.getValue().size() == 1
                                    && cell.getValue().stream().allMatch(number -> number > 0 && number < K))
                            .map(cell -> cell + " seen in " + view.getKey()))
                    .limit(5)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"2,60", "3,50", "4,32"})
    void breakdown_tellsNoSmallCell_whateverTheTable(int values, int most) {
        assertThat(guessBreakdowns(values, most, TEN::named)).isEmpty();
    }

    /** The first number has no value, and the attacker knows it, as the events without an error are known. */
    @Test
    void breakdown_tellsNoSmallCell_whereWhatHasNoValueIsKnown() {
        Guesses guesses = new Guesses();
        for (int[] table : tables(4, 32)) {
            Breakdown all = breakdown(table);
            if (isBeyond(all.total(), 32) || !TEN.shows(all.total())) {
                continue;
            }
            Map<String, Count> said = new TreeMap<>(all.parts());
            said.remove(NAMES.get(0));
            Breakdown breakdown = new Breakdown(all.total(), said);
            StringBuilder view = new StringBuilder("without " + table[0] + " ");
            see(breakdown, TEN.named(breakdown), view);
            for (int i = 1; i < table.length; i++) {
                guesses.add(view.toString(), NAMES.get(i), table[i]);
            }
        }
        assertThat(guesses.certain()).isEmpty();
    }

    @Test
    void breakdown_wouldTellThem_whereSmallCellsAreOnlyLeftOut() {
        assertThat(guessBreakdowns(3, 40, GuessingTest::largeOnly)).isNotEmpty();
    }

    private static Set<String> largeOnly(Breakdown breakdown) {
        Set<String> named = new TreeSet<>();
        breakdown.parts().forEach((value, count) -> {
            if (count.installs() >= K) {
                named.add(value);
            }
        });
        return named;
    }

    private static List<String> guessBreakdowns(int values, int most, Function<Breakdown, Set<String>> rule) {
        Guesses guesses = new Guesses();
        for (int[] table : tables(values, most)) {
            Breakdown breakdown = breakdown(table);
            StringBuilder view = new StringBuilder();
            if (isBeyond(breakdown.total(), most)) {
                continue;
            }
            if (TEN.shows(breakdown.total())) {
                see(breakdown, rule.apply(breakdown), view);
            }
            for (int i = 0; i < values; i++) {
                guesses.add(view.toString(), NAMES.get(i), table[i]);
            }
        }
        return guesses.certain();
    }

    @ParameterizedTest
    @CsvSource({"2,2,37", "2,3,21"})
    void crossing_tellsNoSmallCell_whateverTheTable(int rows, int columns, int most) {
        assertThat(guessCrossings(rows, columns, most, GuessingTest::recoded)).isEmpty();
    }

    @Test
    void crossing_wouldTellThem_whereEachRowIsTreatedAlone() {
        assertThat(guessCrossings(
                        2,
                        2,
                        42,
                        crossing -> new Crossing.Named(TEN.named(crossing.rows()), TEN.named(crossing.columns()))))
                .isNotEmpty();
    }

    /**
     * The steps of an install on two systems, by somebody who knows that whatever starts either completes or fails: each step
     * is shown as an event is, and how many failed does not follow from the others.
     */
    @Test
    void funnel_tellsNoSmallStep_evenByTheOthers() {
        assertThat(guessFunnels(KAnonymity::rounded)).isEmpty();
    }

    @Test
    void funnel_wouldTellIt_whereNumbersAreNotRounded() {
        assertThat(guessFunnels(number -> number)).isNotEmpty();
    }

    private static List<String> guessFunnels(LongUnaryOperator shown) {
        int most = 44;
        Guesses guesses = new Guesses();
        for (int[] ends : tables(4, most)) {
            int started = ends[0] + ends[1] + ends[2] + ends[3];
            if (shown.applyAsLong(started) == shown.applyAsLong(most + 1)) {
                continue;
            }
            Crossing steps = funnel(ends);
            StringBuilder view = new StringBuilder();
            if (TEN.shows(steps.rows().total())) {
                Set<String> rows = TEN.named(steps.rows());
                Set<String> columns = TEN.named(steps.columns());
                rows.forEach(row -> view.append(' ')
                        .append(row)
                        .append(shown.applyAsLong(steps.rows().part(row).events())));
                Crossing.Named named = TEN.named(steps, rows, columns);
                for (String row : new TreeSet<>(named.rows())) {
                    for (String column : new TreeSet<>(named.columns())) {
                        view.append(' ')
                                .append(row)
                                .append(column)
                                .append(shown.applyAsLong(
                                        steps.cell(row, column).events()));
                    }
                }
            }
            guesses.add(view.toString(), "failed", ends[1] + ends[3]);
            guesses.add(view.toString(), "failed on a", ends[1]);
            guesses.add(view.toString(), "failed on b", ends[3]);
        }
        return guesses.certain();
    }

    /** @param ends how many completed and failed on the system {@code a}, then on {@code b} */
    private static Crossing funnel(int[] ends) {
        Map<String, Count> rows = new TreeMap<>();
        Map<String, Count> columns = new TreeMap<>();
        Map<String, Map<String, Count>> cells = new TreeMap<>();
        for (int system = 0; system < 2; system++) {
            int completed = ends[2 * system];
            int failed = ends[2 * system + 1];
            String name = NAMES.get(system);
            columns.put(name, new Count(2L * (completed + failed), completed + failed));
            int[] steps = {completed + failed, completed, failed};
            for (int step = 0; step < steps.length; step++) {
                Count count = new Count(steps[step], steps[step]);
                String row = List.of("started", "completed", "failed").get(step);
                cells.computeIfAbsent(row, any -> new TreeMap<>()).put(name, count);
                rows.merge(
                        row,
                        count,
                        (one, other) -> new Count(one.events() + other.events(), one.installs() + other.installs()));
            }
        }
        int started = ends[0] + ends[1] + ends[2] + ends[3];
        return new Crossing(
                new Breakdown(new Count(2L * started, started), rows),
                new Breakdown(new Count(2L * started, started), columns),
                cells);
    }

    private static Crossing.Named recoded(Crossing crossing) {
        return TEN.named(crossing, TEN.named(crossing.rows()), TEN.named(crossing.columns()));
    }

    private static List<String> guessCrossings(
            int rows, int columns, int most, Function<Crossing, Crossing.Named> rule) {
        Guesses guesses = new Guesses();
        for (int[] table : tables(rows * columns, most)) {
            Crossing crossing = crossing(table, rows, columns);
            StringBuilder view = new StringBuilder();
            if (isBeyond(crossing.rows().total(), most)) {
                continue;
            }
            if (TEN.shows(crossing.rows().total())) {
                see(crossing.rows(), TEN.named(crossing.rows()), view);
                see(crossing.columns(), TEN.named(crossing.columns()), view);
                see(crossing, rule.apply(crossing), view);
            }
            for (int i = 0; i < table.length; i++) {
                guesses.add(view.toString(), NAMES.get(i / columns) + NAMES.get(i % columns), table[i]);
            }
            guess(guesses, view, "row", crossing.rows(), rows);
            guess(guesses, view, "column", crossing.columns(), columns);
        }
        return guesses.certain();
    }

    /** Whether a table that is not gone through has the same total, as it is seen. */
    private static boolean isBeyond(Count total, int most) {
        return KAnonymity.rounded(total.events()) == KAnonymity.rounded(most + 1);
    }

    private static void guess(Guesses guesses, CharSequence view, String way, Breakdown margin, int lines) {
        for (String name : NAMES.subList(0, lines)) {
            guesses.add(
                    view.toString(), way + " " + name, (int) margin.part(name).events());
        }
    }

    private static void see(Breakdown breakdown, Set<String> named, StringBuilder view) {
        view.append(KAnonymity.rounded(breakdown.total().events()));
        new TreeSet<>(named)
                .forEach(name -> view.append(' ')
                        .append(name)
                        .append(KAnonymity.rounded(breakdown.part(name).events())));
        view.append('|');
    }

    private static void see(Crossing crossing, Crossing.Named named, StringBuilder view) {
        for (String row : new TreeSet<>(named.rows())) {
            for (String column : new TreeSet<>(named.columns())) {
                long events = KAnonymity.rounded(crossing.cell(row, column).events());
                view.append(' ').append(row).append(column).append(events);
            }
        }
    }

    private static Breakdown breakdown(int[] table) {
        Map<String, Count> parts = new TreeMap<>();
        int total = 0;
        for (int i = 0; i < table.length; i++) {
            if (table[i] > 0) {
                parts.put(NAMES.get(i), new Count(table[i], table[i]));
            }
            total += table[i];
        }
        return new Breakdown(new Count(total, total), parts);
    }

    private static Crossing crossing(int[] table, int rows, int columns) {
        int[] rowSums = new int[rows];
        int[] columnSums = new int[columns];
        Map<String, Map<String, Count>> cells = new TreeMap<>();
        for (int i = 0; i < table.length; i++) {
            rowSums[i / columns] += table[i];
            columnSums[i % columns] += table[i];
            cells.computeIfAbsent(NAMES.get(i / columns), any -> new TreeMap<>())
                    .put(NAMES.get(i % columns), new Count(table[i], table[i]));
        }
        return new Crossing(breakdown(rowSums), breakdown(columnSums), cells);
    }

    /** Every table of so many cells with a total of at most {@code most}. */
    private static List<int[]> tables(int cells, int most) {
        List<int[]> tables = new ArrayList<>();
        fill(new int[cells], 0, most, tables);
        return tables;
    }

    private static void fill(int[] table, int cell, int left, List<int[]> tables) {
        if (cell == table.length) {
            tables.add(table.clone());
            return;
        }
        for (int number = 0; number <= left; number++) {
            table[cell] = number;
            fill(table, cell + 1, left - number, tables);
        }
    }
}
