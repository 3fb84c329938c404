package dev.overt.collector.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Events by day as bars, in a drawing 10 wide for each day and 100 high.
 *
 * @param top the number at the upper edge
 * @param chosen the day whose counts are spelled out
 */
record Chart(List<Bar> bars, List<String> events, String top, String middle, Bar chosen) {
    private static final int DAY_WIDTH = 10;
    private static final int HEIGHT = 100;
    private static final long[] STEPS = {12, 16, 20, 24, 30, 40, 50, 60, 80, 100};

    /** What was received of one day. */
    record Day(LocalDate date, Map<String, Long> events, long installations) {
        long total() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * One day.
     *
     * @param counts how many of each of the chart's events, in their order
     */
    record Bar(
            LocalDate day,
            int x,
            int height,
            String label,
            String sentence,
            String total,
            String installations,
            List<String> counts) {
        int y() {
            return HEIGHT - height;
        }
    }

    static Chart of(List<Day> days, List<String> events, LocalDate chosenDay) {
        long most = days.stream().mapToLong(Day::total).max().orElse(0);
        long top = roundUp(most);
        List<Bar> bars = new ArrayList<>();
        for (Day day : days) {
            bars.add(bar(day, events, bars.size(), top));
        }
        Bar chosen = bars.stream()
                .filter(bar -> bar.day().equals(chosenDay))
                .findFirst()
                .orElseThrow();
        return new Chart(bars, events, Wording.number(top), Wording.number(top / 2), chosen);
    }

    /** The least even number that is not less and reads well on a scale: 2, 4 … 10, 12, 16, 20, 24, 30 … 100, 120 … */
    private static long roundUp(long most) {
        if (most <= 10) {
            return Math.max(2, most + most % 2);
        }
        for (long power = 1; ; power *= 10) {
            for (long step : STEPS) {
                if (step * power >= most) {
                    return step * power;
                }
            }
        }
    }

    private static Bar bar(Day day, List<String> events, int index, long top) {
        long total = day.total();
        int height = (int) Math.max(total == 0 ? 0 : 1, total * HEIGHT / top);
        return new Bar(
                day.date(),
                index * DAY_WIDTH,
                height,
                Wording.day(day.date()),
                sentence(day),
                Wording.number(total),
                Wording.number(day.installations()),
                events.stream()
                        .map(event -> Wording.number(day.events().getOrDefault(event, 0L)))
                        .toList());
    }

    private static String sentence(Day day) {
        String date = Wording.fullDay(day.date());
        if (day.total() == 0) {
            return date + ": no events.";
        }
        String parts = new TreeMap<>(day.events())
                .entrySet().stream()
                        .map(entry -> Wording.number(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return date + ": " + Wording.count(day.total(), "event") + " from "
                + Wording.count(day.installations(), "installation") + " (" + parts + ").";
    }

    int width() {
        return bars.size() * DAY_WIDTH;
    }

    Bar first() {
        return bars.get(0);
    }

    Bar centre() {
        return bars.get(bars.size() / 2);
    }

    Bar last() {
        return bars.get(bars.size() - 1);
    }
}
