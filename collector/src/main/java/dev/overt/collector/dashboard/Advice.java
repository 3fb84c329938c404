package dev.overt.collector.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to look at first: sentences that follow from the answers. */
final class Advice {
    private static final long MANY_FAILED = 20;
    private static final long MUCH_CHANGED = 20;
    private static final int MOST = 5;

    private final List<String> sentences = new ArrayList<>();

    /** At most five, of all that is shown. */
    static List<String> of(List<Sheet> sheets) {
        Advice advice = new Advice();
        for (Sheet sheet : sheets) {
            switch (sheet.name()) {
                case "installations" -> advice.trend(sheet);
                case "versions" -> advice.adoption(sheet);
                case "commands" -> advice.failures(sheet);
                case "funnel" -> advice.installs(sheet);
                case "drops" -> advice.drops(sheet);
                default -> {}
            }
        }
        return advice.sentences.stream().limit(MOST).toList();
    }

    /** The last week may not be over: the two before it are compared. */
    private void trend(Sheet sheet) {
        int weeks = sheet.rows().size();
        if (weeks < 3) {
            return;
        }
        long last = Sheet.number(sheet.rows().get(weeks - 2).get(1));
        long before = Sheet.number(sheet.rows().get(weeks - 3).get(1));
        long change = before == 0 ? 0 : Math.round(100.0 * (last - before) / before);
        if (Math.abs(change) >= MUCH_CHANGED) {
            sentences.add("Active installations " + (change > 0 ? "rose" : "fell") + " by " + Math.abs(change)
                    + " % from one week to the next.");
        }
    }

    private void adoption(Sheet sheet) {
        long all =
                sheet.rows().stream().mapToLong(row -> Sheet.number(row.get(1))).sum();
        sheet.rows().stream()
                .filter(row -> Sheet.number(row.get(1)) > 0)
                .findFirst()
                .ifPresent(row -> sentences.add(percent(Sheet.number(row.get(1)), all)
                        + " of the installations whose version is shown run " + row.get(0) + before(row) + "."));
    }

    private static String before(List<@Nullable Object> row) {
        long before = Sheet.number(row.get(2));
        return before == 0
                ? ""
                : String.format(Locale.ENGLISH, ", %,d after %,d the week before", Sheet.number(row.get(1)), before);
    }

    private void failures(Sheet sheet) {
        sheet.rows().stream()
                .filter(row -> Sheet.number(row.get(2)) >= MANY_FAILED)
                .max((one, other) -> Long.compare(Sheet.number(one.get(2)), Sheet.number(other.get(2))))
                .ifPresent(row -> sentences.add(
                        "Of the runs of " + row.get(0) + ", " + row.get(2) + " % failed: see the error classes."));
    }

    private void installs(Sheet sheet) {
        sheet.rows().stream()
                .filter(row -> Sheet.number(row.get(1)) > 0
                        && 100 * Sheet.number(row.get(3)) >= MANY_FAILED * Sheet.number(row.get(1)))
                .findFirst()
                .ifPresent(row -> sentences.add(percent(Sheet.number(row.get(3)), Sheet.number(row.get(1)))
                        + " of the installs on " + row.get(0) + " failed."));
    }

    private void drops(Sheet sheet) {
        String undeclared = Wording.reason("undeclared_property").what();
        sheet.rows().stream()
                .filter(row -> undeclared.equals(row.get(0)) && row.get(2) != null)
                .findFirst()
                .ifPresent(row -> sentences.add(row.get(1) + " is sent and not declared, "
                        + Wording.number(Sheet.number(row.get(2)))
                        + " times: declare it in the manifest, or stop sending it."));
    }

    private static String percent(long part, long whole) {
        return Math.round(100.0 * part / whole) + " %";
    }
}
