package dev.overt.collector.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Installations by week as bars, in a drawing 10 wide for each week and 100 high.
 *
 * @param top the number at the upper edge
 */
record Chart(List<Bar> bars, String top, String middle) {
    private static final int WIDTH = 10;
    private static final int HEIGHT = 100;
    private static final long[] STEPS = {10, 12, 16, 20, 24, 30, 40, 50, 60, 80};

    /** One week; one of which too little may be said has no height. */
    record Bar(int x, int height, String label, String sentence) {
        int y() {
            return HEIGHT - height;
        }
    }

    /** @param sheet week, installations and events of each week that is shown */
    static Chart of(Sheet sheet, Filter filter) {
        long most = sheet.rows().stream()
                .mapToLong(row -> Sheet.number(row.get(1)))
                .max()
                .orElse(0);
        long top = roundUp(most);
        List<Bar> bars = new ArrayList<>();
        for (LocalDate week = filter.from(); !week.isAfter(filter.thisWeek()); week = week.plusWeeks(1)) {
            String start = week.toString();
            List<@Nullable Object> row = sheet.rows().stream()
                    .filter(shown -> start.equals(shown.get(0)))
                    .findFirst()
                    .orElse(List.of());
            bars.add(bar(week, row, bars.size(), top, week.equals(filter.thisWeek())));
        }
        return new Chart(bars, Wording.number(top), Wording.number(top / 2));
    }

    /** The least number that is not less and reads well on a scale: 10, 12, 16, 20 … 100, 120 … */
    private static long roundUp(long most) {
        for (long power = 1; ; power *= 10) {
            for (long step : STEPS) {
                if (step * power >= most) {
                    return step * power;
                }
            }
        }
    }

    private static Bar bar(LocalDate week, List<@Nullable Object> row, int index, long top, boolean open) {
        String name = "Week from " + Wording.fullDay(week) + (open ? ", so far" : "");
        if (row.isEmpty()) {
            return new Bar(index * WIDTH, 0, Wording.day(week), name + ": fewer than 10 installations.");
        }
        long installations = Sheet.number(row.get(1));
        String sentence = name + ": " + Wording.count(installations, "installation") + ", "
                + Wording.count(Sheet.number(row.get(2)), "event") + ".";
        return new Bar(index * WIDTH, (int) (installations * HEIGHT / top), Wording.day(week), sentence);
    }

    int width() {
        return bars.size() * WIDTH;
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
