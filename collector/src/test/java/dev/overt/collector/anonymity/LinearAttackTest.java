package dev.overt.collector.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Somebody who sees every view of a week at once, exact and not rounded, takes each number as an equation over the smallest
 * cells there are: no count of fewer than k installations, of whatever day, value, version and system, follows from them.
 *
 * <pre>
 * a week by day · by value, by version, by os · by value and version · by value and os
 * </pre>
 */
final class LinearAttackTest {
    private static final int K = 10;
    private static final KAnonymity TEN = new KAnonymity(K);
    private static final int[] SIZES = {7, 4, 3, 3};
    private static final int CELLS = 7 * 4 * 3 * 3;
    private static final int DAY = 0;
    private static final int VALUE = 1;
    private static final int VERSION = 2;
    private static final int OS = 3;
    private static final int TABLES = 150 * Integer.getInteger("overt.fuzz.factor", 1);

    @Test
    void views_tellNoSmallCount_evenTogether() {
        assertThat(told(TEN::named, LinearAttackTest::recoded)).isEmpty();
    }

    @Test
    void views_wouldTellThem_whereOnlySmallCellsAreLeftOut() {
        Function<Breakdown, Set<String>> largeOnly = breakdown -> {
            Map<String, Count> large = new TreeMap<>(breakdown.parts());
            large.values().removeIf(count -> !TEN.shows(count));
            return large.keySet();
        };
        assertThat(told(largeOnly, LinearAttackTest::recoded)).isNotEmpty();
    }

    @Test
    void views_wouldTellThem_whereACrossingShowsWhatItsMarginsDo() {
        assertThat(told(
                        TEN::named,
                        crossing -> new Crossing.Named(TEN.named(crossing.rows()), TEN.named(crossing.columns()))))
                .isNotEmpty();
    }

    private static Crossing.Named recoded(Crossing crossing) {
        return TEN.named(crossing, TEN.named(crossing.rows()), TEN.named(crossing.columns()));
    }

    private static List<String> told(
            Function<Breakdown, Set<String>> breakdowns, Function<Crossing, Crossing.Named> crossings) {
        Random random = new Random(8);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            Table table = Table.random(random);
            Equations seen = new Equations();
            seen.add(table.all());
            for (int way : List.of(DAY, VALUE, VERSION, OS)) {
                breakdowns.apply(table.breakdown(way)).forEach(name -> seen.add(table.line(way, name)));
            }
            see(table, VERSION, crossings, seen);
            see(table, OS, crossings, seen);
            table.smallCounts().forEach(cells -> {
                if (seen.tell(cells)) {
                    told.add(table + " tells " + table.sum(cells));
                }
            });
        }
        return told;
    }

    private static void see(Table table, int way, Function<Crossing, Crossing.Named> rule, Equations seen) {
        Crossing.Named named = rule.apply(table.crossing(way));
        for (String row : named.rows()) {
            for (String column : named.columns()) {
                seen.add(both(table.line(VALUE, row), table.line(way, column)));
            }
        }
    }

    private static boolean[] both(boolean[] one, boolean[] other) {
        boolean[] both = new boolean[CELLS];
        for (int i = 0; i < CELLS; i++) {
            both[i] = one[i] && other[i];
        }
        return both;
    }

    /** Events, each of an installation of its own, by day, value, version and system. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Table(int[] cells) {
        /** Some ways have a rare value, so that small counts are in all places. */
        static Table random(Random random) {
            int[] cells = new int[CELLS];
            int events = 60 + random.nextInt(400);
            double[] skew = random.doubles(SIZES.length, 0.6, 3).toArray();
            for (int i = 0; i < events; i++) {
                int place = 0;
                for (int way = 0; way < SIZES.length; way++) {
                    place = place * SIZES[way] + (int) (SIZES[way] * Math.pow(random.nextDouble(), skew[way]));
                }
                cells[place]++;
            }
            return new Table(cells);
        }

        private static int coordinate(int place, int way) {
            int rest = place;
            for (int after = SIZES.length - 1; after > way; after--) {
                rest /= SIZES[after];
            }
            return rest % SIZES[way];
        }

        private static boolean[] where(IntPredicate places) {
            boolean[] chosen = new boolean[CELLS];
            for (int i = 0; i < CELLS; i++) {
                chosen[i] = places.test(i);
            }
            return chosen;
        }

        boolean[] all() {
            return where(place -> true);
        }

        boolean[] line(int way, String name) {
            return where(place -> coordinate(place, way) == Integer.parseInt(name));
        }

        int sum(boolean[] chosen) {
            int sum = 0;
            for (int i = 0; i < CELLS; i++) {
                sum += chosen[i] ? cells[i] : 0;
            }
            return sum;
        }

        private Count count(boolean[] chosen) {
            return new Count(sum(chosen), sum(chosen));
        }

        Breakdown breakdown(int way) {
            Map<String, Count> parts = new TreeMap<>();
            for (int i = 0; i < SIZES[way]; i++) {
                Count count = count(line(way, Integer.toString(i)));
                if (count.events() > 0) {
                    parts.put(Integer.toString(i), count);
                }
            }
            return new Breakdown(count(all()), parts);
        }

        Crossing crossing(int way) {
            Map<String, Map<String, Count>> crossed = new TreeMap<>();
            for (int row = 0; row < SIZES[VALUE]; row++) {
                Map<String, Count> line = new TreeMap<>();
                for (int column = 0; column < SIZES[way]; column++) {
                    boolean[] cell = both(line(VALUE, Integer.toString(row)), line(way, Integer.toString(column)));
                    line.put(Integer.toString(column), count(cell));
                }
                crossed.put(Integer.toString(row), line);
            }
            return new Crossing(breakdown(VALUE), breakdown(way), crossed);
        }

        /** Every count of fewer than k that a table of rollups has, of one day or of all. */
        List<boolean[]> smallCounts() {
            List<boolean[]> small = new ArrayList<>();
            addSmall(all(), 0, small);
            return small;
        }

        private void addSmall(boolean[] chosen, int way, List<boolean[]> small) {
            if (way == SIZES.length) {
                int sum = sum(chosen);
                if (sum > 0 && sum < K) {
                    small.add(chosen);
                }
                return;
            }
            addSmall(chosen, way + 1, small);
            for (int i = 0; i < SIZES[way]; i++) {
                addSmall(both(chosen, line(way, Integer.toString(i))), way + 1, small);
            }
        }

        @Override
        public String toString() {
            return "a table of " + sum(all());
        }
    }

    /** A linear system over the field of a prime, its rows reduced as they come. */
    private static final class Equations {
        private static final long PRIME = 2_147_483_647;

        /** By the place of the first number that is not 0, which is 1. */
        private final Map<Integer, long[]> rows = new TreeMap<>();

        void add(boolean[] sum) {
            long[] row = reduced(sum);
            int first = first(row);
            if (first < 0) {
                return;
            }
            long inverse = power(row[first], PRIME - 2);
            for (int i = first; i < CELLS; i++) {
                row[i] = row[i] * inverse % PRIME;
            }
            rows.put(first, row);
        }

        /** Whether the sum of some cells follows. */
        boolean tell(boolean[] sum) {
            return first(reduced(sum)) < 0;
        }

        private long[] reduced(boolean[] sum) {
            long[] row = new long[CELLS];
            for (int i = 0; i < CELLS; i++) {
                row[i] = sum[i] ? 1 : 0;
            }
            for (int i = 0; i < CELLS; i++) {
                long[] known = row[i] == 0 ? null : rows.get(i);
                if (known != null) {
                    long factor = row[i];
                    for (int j = i; j < CELLS; j++) {
                        row[j] = Math.floorMod(row[j] - factor * known[j], PRIME);
                    }
                }
            }
            return row;
        }

        private static int first(long[] row) {
            for (int i = 0; i < CELLS; i++) {
                if (row[i] != 0) {
                    return i;
                }
            }
            return -1;
        }

        private static long power(long base, long exponent) {
            long result = 1;
            for (long b = base, e = exponent; e > 0; e /= 2, b = b * b % PRIME) {
                result = e % 2 == 1 ? result * b % PRIME : result;
            }
            return result;
        }
    }
}
