package dev.overt.collector.store;

import dev.overt.collector.log.LogEntry;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the counts of {@link CountedManifest} should be, found out one event and one row at a time. */
public final class SlowCounts {
    public static final List<String> GRAINS = List.of("hour", "day", "week", "month");

    /** What one row adds up. */
    private static final class Cell {
        private final Set<String> installs = new HashSet<>();
        private long anonymous;
        private final long[] sums = new long[3];

        void add(Cell other) {
            installs.addAll(other.installs);
            anonymous += other.anonymous;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.sums[i];
            }
        }

        long installs() {
            return installs.size() + anonymous;
        }
    }

    private final Map<List<String>, Cell> counts = new HashMap<>();
    private final Map<List<String>, Cell> outcomes = new HashMap<>();
    /** By step, the last part of a key. */
    private final Map<List<String>, Cell> funnel = new HashMap<>();

    /** Whether a step of nobody is not told from one of few. */
    private boolean hidesSteps;

    public SlowCounts(Collection<LogEntry.Accepted> events) {
        for (LogEntry.Accepted event : events) {
            for (String grain : GRAINS) {
                add(event, grain, start(event.atMillis(), grain).toString());
            }
        }
    }

    static LocalDateTime start(long atMillis, String grain) {
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMillis), ZoneOffset.UTC);
        LocalDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        return switch (grain) {
            case "hour" -> at.truncatedTo(ChronoUnit.HOURS);
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    private void add(LogEntry.Accepted event, String grain, String start) {
        boolean installer = Set.of("began", "done", "broke").contains(event.event());
        @Nullable String version = text(event, installer ? "installing" : "release");
        @Nullable String os = text(event, "os");
        for (String byVersion : choices(version)) {
            for (String byOs : choices(os)) {
                List<String> at = List.of(grain, start);
                sum(counts, event, 1, 0, at, "", "", "", byVersion, byOs);
                sum(counts, event, 1, 0, at, event.event(), "", "", byVersion, byOs);
                event.properties().forEach((property, value) -> {
                    if (value instanceof List<?> words) {
                        words.forEach(word ->
                                sum(counts, event, 1, 0, at, event.event(), property, (String) word, byVersion, byOs));
                    } else if (value instanceof Map<?, ?> kinds) {
                        kinds.forEach((word, count) -> sum(
                                counts,
                                event,
                                (Long) count,
                                0,
                                at,
                                event.event(),
                                property,
                                (String) word,
                                byVersion,
                                byOs));
                    } else if (!Set.of("rows", "share", "model").contains(property)) {
                        sum(counts, event, 1, 0, at, event.event(), property, value.toString(), byVersion, byOs);
                    }
                });
                if (event.event().equals("ran")) {
                    for (String command : choices(text(event, "command"))) {
                        for (String outcome : choices(text(event, "status"))) {
                            for (String error : choices(text(event, "failure"))) {
                                sum(outcomes, event, 1, 0, at, command, outcome, error, byVersion, byOs);
                            }
                        }
                    }
                }
                if (installer) {
                    for (String arch : choices(text(event, "arch"))) {
                        int step = List.of("began", "done", "broke").indexOf(event.event());
                        sum(funnel, event, 1, step, at, byOs, arch, byVersion, Integer.toString(step));
                    }
                }
            }
        }
    }

    private static void sum(
            Map<List<String>, Cell> table,
            LogEntry.Accepted event,
            long amount,
            int of,
            List<String> at,
            String... names) {
        List<String> key = new ArrayList<>(at);
        key.addAll(List.of(names));
        Cell cell = table.computeIfAbsent(key, any -> new Cell());
        cell.sums[of] += amount;
        if (event.install() == null) {
            cell.anonymous++;
        } else {
            cell.installs.add(event.install());
        }
    }

    /** Hides what a sealed period does not keep, as {@link Rollups#seal} says it. */
    public void seal(int k) {
        hidesSteps = k > 1;
        seal(counts, k, 4, 5, 6);
        seal(outcomes, k, 4, 2, 3, 5, 6);
        seal(funnel, k, 4, 3, 2);
    }

    /** @param places of names in a key, in the order in which they are hidden */
    private static void seal(Map<List<String>, Cell> table, int k, int... places) {
        Map<List<String>, Map<String, Cell>> groups = new HashMap<>();
        table.forEach((key, cell) -> {
            int place = place(key, places);
            List<String> group = new ArrayList<>(key);
            String name = place < 0 ? "" : group.set(place, "");
            group.add(Integer.toString(place));
            groups.computeIfAbsent(group, any -> new TreeMap<>()).put(name, cell);
        });
        table.clear();
        groups.forEach((group, names) -> {
            int place = Integer.parseInt(group.get(group.size() - 1));
            merged(names, k).forEach((name, cell) -> {
                List<String> key = new ArrayList<>(group.subList(0, group.size() - 1));
                if (place >= 0) {
                    key.set(place, name);
                }
                table.put(key, cell);
            });
        });
    }

    private static int place(List<String> key, int... places) {
        for (int place : places) {
            if (!key.get(place).isEmpty()) {
                return place;
            }
        }
        return -1;
    }

    private static Map<String, Cell> merged(Map<String, Cell> names, int k) {
        List<String> bySize = new ArrayList<>(names.keySet());
        bySize.sort(Comparator.comparingLong(
                name -> Objects.requireNonNull(names.get(name)).installs()));
        Cell other = new Cell();
        Map<String, Cell> kept = new TreeMap<>();
        for (String name : bySize) {
            Cell cell = Objects.requireNonNull(names.get(name));
            boolean some = other.installs() > 0;
            if (cell.installs() < k || (some && other.installs() < k)) {
                other.add(cell);
            } else {
                kept.put(name, cell);
            }
        }
        if (other.installs() >= k) {
            kept.merge("Other", other, (there, more) -> {
                there.add(more);
                return there;
            });
        }
        return kept;
    }

    private static @Nullable String text(LogEntry.Accepted event, String property) {
        Object value = event.properties().get(property);
        return value == null ? null : value.toString();
    }

    private static List<String> choices(@Nullable String value) {
        return value == null ? List.of("") : List.of("", value);
    }

    /** The rows of a table, each as its columns from the grain on, in text. */
    public Set<String> rows(String table) {
        Set<String> rows = new TreeSet<>();
        switch (table) {
            case "counts" -> counts.forEach((key, cell) -> rows.add(key + " " + cell.sums[0] + " " + cell.installs()));
            case "outcomes" ->
                outcomes.forEach((key, cell) -> rows.add(key + " " + cell.sums[0] + " " + cell.installs()));
            default -> funnel.keySet().forEach(key -> rows.add(steps(key.subList(0, key.size() - 1))));
        }
        return rows;
    }

    private String steps(List<String> place) {
        StringBuilder row = new StringBuilder(place.toString());
        for (int step = 0; step < 3; step++) {
            List<String> key = new ArrayList<>(place);
            key.add(Integer.toString(step));
            Cell cell = funnel.get(key);
            row.append(' ').append(cell != null ? Long.toString(cell.sums[step]) : hidesSteps ? "null" : "0");
        }
        return row.toString();
    }

    /** The rows of {@code overt.cohorts}. */
    public static Set<String> cohorts(Collection<LogEntry.Accepted> events) {
        Map<String, Set<LocalDate>> weeks = new HashMap<>();
        for (LogEntry.Accepted event : events) {
            if (event.install() != null) {
                weeks.computeIfAbsent(event.install(), any -> new TreeSet<>())
                        .add(start(event.atMillis(), "week").toLocalDate());
            }
        }
        Map<String, Integer> installs = new HashMap<>();
        weeks.values().forEach(seen -> {
            LocalDate first = seen.iterator().next();
            seen.forEach(week -> installs.merge(first + " " + ChronoUnit.WEEKS.between(first, week), 1, Integer::sum));
        });
        Set<String> rows = new TreeSet<>();
        installs.forEach((key, count) -> rows.add(key + " " + count));
        return rows;
    }
}
