package dev.overt.collector.dashboard;

import dev.overt.collector.dashboard.ProductView.CommandRow;
import dev.overt.collector.dashboard.ProductView.DropList;
import dev.overt.collector.dashboard.ProductView.DropRow;
import dev.overt.collector.dashboard.ProductView.EventRow;
import dev.overt.collector.dashboard.ProductView.Figure;
import dev.overt.collector.enforce.Identifier;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A product's figures put into words, tables and an order. */
final class ProductReport {
    private static final int MAX_DROP_ROWS = 40;
    private static final String UNKNOWN_COMMAND = "(not said)";
    private static final String BENIGN = "client_metadata";

    private final Manifest manifest;
    private final Figures figures;
    private final List<Figures.Dropped> dropped;
    private final List<Figures.Dropped> clientDropped;

    ProductReport(Manifest manifest, Figures figures) {
        this.manifest = manifest;
        this.figures = figures;
        this.dropped = figures.dropped();
        this.clientDropped = figures.clientDropped();
    }

    /** Whether nothing at all came in the period, not even something to refuse. */
    boolean isEmpty(Figures.Amount total) {
        return total.events() == 0 && dropped.isEmpty() && clientDropped.isEmpty();
    }

    List<Figure> figures(Figures.Amount total, List<Figures.Run> runs) {
        List<Figure> shown = new ArrayList<>();
        shown.add(new Figure(
                Wording.number(total.installations()), total.installations() == 1 ? "installation" : "installations"));
        shown.add(new Figure(Wording.number(total.events()), total.events() == 1 ? "event" : "events"));
        long all = runs.stream().mapToLong(Figures.Run::count).sum();
        if (all > 0) {
            long failed = runs.stream()
                    .filter(ProductReport::failed)
                    .mapToLong(Figures.Run::count)
                    .sum();
            shown.add(new Figure(percent(failed, all), "of commands failed"));
        }
        long refused = dropped.stream()
                .filter(drop -> drop.property().isEmpty())
                .mapToLong(Figures.Dropped::count)
                .sum();
        shown.add(new Figure(Wording.number(refused), refused == 1 ? "event refused" : "events refused"));
        return shown;
    }

    private static boolean failed(Figures.Run run) {
        return "error".equals(run.outcome());
    }

    private static String percent(long part, long whole) {
        long tenths = Math.round(1000.0 * part / whole);
        if (tenths == 0 && part > 0) {
            return "<0.1 %";
        }
        return tenths / 10 + "." + tenths % 10 + " %";
    }

    /** Commands, the most run first. */
    static List<CommandRow> commands(List<Figures.Run> runs) {
        Map<String, long[]> runsAndFailures = new HashMap<>();
        for (Figures.Run run : runs) {
            String command = run.command() == null ? UNKNOWN_COMMAND : run.command();
            long[] counts = runsAndFailures.computeIfAbsent(command, any -> new long[2]);
            counts[0] += run.count();
            counts[1] += failed(run) ? run.count() : 0;
        }
        long most = runsAndFailures.values().stream()
                .mapToLong(counts -> counts[0])
                .max()
                .orElse(1);
        return runsAndFailures.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, long[]>>comparingLong(entry -> -entry.getValue()[0])
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> row(entry.getKey(), entry.getValue()[0], entry.getValue()[1], most))
                .toList();
    }

    private static CommandRow row(String command, long runs, long failed, long most) {
        return new CommandRow(
                command,
                Wording.number(runs),
                Wording.number(failed),
                percent(failed, runs),
                share(runs, most),
                share(failed, most));
    }

    /** {@code part} of {@code whole} in hundredths; visible if it is not nothing. */
    private static int share(long part, long whole) {
        return part == 0 ? 0 : (int) Math.max(1, Math.round(100.0 * part / whole));
    }

    /** Declared events but those of commands, in declared order. */
    List<EventRow> otherEvents() {
        Map<String, Figures.Amount> amounts = figures.byEvent();
        List<EventRow> rows = new ArrayList<>();
        for (Event event : manifest.events()) {
            if (event.trigger() != Trigger.COMMAND) {
                Figures.Amount amount = amounts.getOrDefault(event.name(), new Figures.Amount(0, 0));
                rows.add(new EventRow(
                        event.name(),
                        Wording.number(amount.events()),
                        Wording.number(amount.installations()),
                        event.why()));
            }
        }
        return rows;
    }

    /** What was dropped, the most first; what client libraries always add comes last. */
    DropList drops() {
        List<DropRow> rows = new ArrayList<>();
        Comparator<Figures.Dropped> mostFirst = Comparator.comparingInt(
                        (Figures.Dropped drop) -> drop.reason().equals(BENIGN) ? 1 : 0)
                .thenComparingLong(drop -> -drop.count())
                .thenComparing(Figures.Dropped::property);
        dropped.stream().sorted(mostFirst).forEach(drop -> rows.add(row(drop, Wording.reason(drop.reason()))));
        clientDropped.stream()
                .sorted(mostFirst)
                .forEach(drop -> rows.add(row(drop, Wording.clientReason(drop.reason()))));
        int shown = Math.min(rows.size(), MAX_DROP_ROWS);
        return new DropList(rows.subList(0, shown), rows.size() - shown);
    }

    private static DropRow row(Figures.Dropped drop, Wording.Reason reason) {
        return new DropRow(reason.what(), where(drop), reason.became(), Wording.number(drop.count()));
    }

    private static String where(Figures.Dropped drop) {
        String event = shown(drop.event());
        return drop.property().isEmpty() ? event : event + " · " + shown(drop.property());
    }

    private static String shown(String name) {
        return name.equals(Identifier.NONE) ? "(name not kept)" : name;
    }
}
