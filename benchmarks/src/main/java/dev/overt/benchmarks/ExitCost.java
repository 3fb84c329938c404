package dev.overt.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much longer a command takes because it reports, from start to exit, in each state of network and disk.
 *
 * <p>Every round runs the program without telemetry, with Overt, and in the first few rounds with each peer, one after
 * the other, so that the machine's noise falls on all alike. Run it by {@code benchmarks/exit-cost}, which gives it
 * the terminal that the example asks for.
 */
public final class ExitCost {
    private final int rounds;
    private final int fewRounds;
    private final Tool without;
    private final Tool withoutInOneJar;
    private final Tool on;
    /** All that runs, in the order of the table's rows. */
    private final List<Tool> tools;

    private final PrintStream runs;
    /** By condition and tool, in the order of the table's columns. */
    private final Map<Condition, Map<Tool, Differences>> measured = new LinkedHashMap<>();

    private final Differences baseline = new Differences();

    private ExitCost(int rounds, int fewRounds, Path classPaths, PrintStream runs) throws IOException {
        this.rounds = rounds;
        this.fewRounds = fewRounds;
        this.runs = runs;
        String overt = Files.readString(classPaths.resolve("overt")).strip();
        String tool = Files.readString(classPaths.resolve("tool")).strip();
        String toolJar = Files.readString(classPaths.resolve("tool-in-one-jar")).strip();
        String overtJar =
                Files.readString(classPaths.resolve("overt-in-one-jar")).strip();
        Map<String, String> refusal = Map.of("DO_NOT_TRACK", "1");
        without = new Tool("without", Tool.Kind.BASE, "WithoutTelemetry", tool, Map.of());
        withoutInOneJar =
                new Tool("without, in one jar", Tool.Kind.BASE_IN_ONE_JAR, "WithoutTelemetry", toolJar, Map.of());
        on = new Tool("on", Tool.Kind.ALWAYS, "WithOvert", overt, Map.of());
        tools = new ArrayList<>(List.of(
                without,
                withoutInOneJar,
                new Tool("the same program again", Tool.Kind.AGAIN, "WithoutTelemetry", tool, Map.of()),
                new Tool("off", Tool.Kind.ALWAYS, "WithOvert", overt, refusal),
                on,
                new Tool("off, in one jar", Tool.Kind.IN_ONE_JAR, "WithOvert", overtJar, refusal),
                new Tool("on, in one jar", Tool.Kind.IN_ONE_JAR, "WithOvert", overtJar, Map.of()),
                new Tool("on, an upload falls due", Tool.Kind.UPLOADING, "WithOvert", overt, Map.of()),
                new Tool("on, live, exit budget 2,000 ms", Tool.Kind.ALWAYS, "WithOvertLive", overt, Map.of())));
        for (String[] each : new String[][] {
            {"mixpanel-java", "WithMixpanel"},
            {"opentelemetry", "WithOpenTelemetry"},
            {"posthog-java", "WithPosthogJava"},
            {"posthog-server", "WithPosthogServer"},
            {"sentry", "WithSentry"}
        }) {
            String path = Files.readString(classPaths.resolve(each[0])).strip();
            tools.add(new Tool(each[0], Tool.Kind.PEER, each[1], path, Map.of()));
        }
    }

    /** Arguments: rounds, rounds of the peers, folder of the class paths, file for the runs, file for the table. */
    public static void main(String[] arguments) throws Exception {
        try (PrintStream runs = new PrintStream(arguments[3]);
                PrintStream table = new PrintStream(arguments[4])) {
            ExitCost cost = new ExitCost(
                    Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Path.of(arguments[2]), runs);
            for (Condition condition : Condition.all()) {
                if (Home.canMake(condition.disk())) {
                    cost.measure(condition);
                } else {
                    table.println("Skipped, for it takes root to make the disk: " + condition.words() + ".\n");
                }
            }
            cost.print(table);
        } catch (Exception failed) {
            // The terminal shows what the tools print, and nobody looks at it.
            Files.writeString(Path.of(arguments[4]), "exit-cost failed: " + failed + "\n");
            throw failed;
        }
    }

    private void measure(Condition condition) throws IOException, InterruptedException {
        try (Network.Server server = condition.network().open();
                Home home = Home.make(condition.disk())) {
            String role = Files.writeString(home.path.resolve("bench.role"), "role: bench\n- answer\n")
                    .toString();
            prepare(home, server.address(), role);
            for (int round = 0; round < rounds; round++) {
                measure(condition, home, server.address(), role, round);
            }
        }
    }

    private void prepare(Home home, String collector, String role) throws IOException, InterruptedException {
        on.time(home, collector, "telemetry", "enable");
        on.time(home, collector, "run", role);
        home.endUploaders();
        on.time(home, collector, "run", role);
        try (Stream<Path> files = Files.list(home.path.resolve(".initrunner/telemetry-spool"))) {
            if (files.noneMatch(each -> each.toString().endsWith(".ready"))) {
                throw new IOException("nothing was recorded: telemetry is off");
            }
        }
        home.spoil();
    }

    private void measure(Condition condition, Home home, String collector, String role, int round)
            throws IOException, InterruptedException {
        Map<Tool, Double> millis = new LinkedHashMap<>();
        for (int i = 0; i < tools.size(); i++) {
            // Each round begins with another tool: what one leaves behind in caches falls on all in turn.
            Tool tool = tools.get((i + round) % tools.size());
            if (tool.runs(condition, round, fewRounds)) {
                millis.put(tool, time(condition, tool, home, collector, role));
            }
        }
        baseline.add(Objects.requireNonNull(millis.get(without)));
        millis.forEach((tool, taken) -> {
            Tool base = tool.kind() == Tool.Kind.IN_ONE_JAR ? withoutInOneJar : without;
            measured.computeIfAbsent(condition, key -> new LinkedHashMap<>())
                    .computeIfAbsent(tool, key -> new Differences())
                    .add(taken - Objects.requireNonNull(millis.get(base)));
        });
    }

    private double time(Condition condition, Tool tool, Home home, String collector, String role)
            throws IOException, InterruptedException {
        if (condition.disk() == Home.Disk.GOOD) {
            Path last = home.path.resolve(".initrunner/telemetry-spool/last-upload");
            Files.deleteIfExists(last);
            if (tool.kind() != Tool.Kind.UPLOADING) {
                Files.createFile(last);
            }
        }
        double millis = tool.time(home, collector, "run", role);
        home.endUploaders();
        runs.printf(Locale.ROOT, "%s\t%s\t%.2f%n", condition.words(), tool.words(), millis);
        return millis;
    }

    private void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "JDK %s, %d rounds, of the rows with a star %d. Milliseconds from start to exit; without telemetry %.0f.%n%n",
                Runtime.version(),
                rounds,
                Math.min(rounds, fewRounds),
                baseline.median());
        StringBuilder head = new StringBuilder("| adds: median, p95 |");
        measured.keySet().forEach(each -> head.append(" ").append(each.words()).append(" |"));
        out.println(head.append(" all |"));
        out.println("|---|" + "---|".repeat(measured.size() + 1));
        for (Tool tool : tools) {
            if (tool.isBase()) {
                continue;
            }
            StringBuilder row = new StringBuilder("| " + tool.words() + (tool.isInEveryRound() ? "" : " *") + " |");
            for (Map<Tool, Differences> column : measured.values()) {
                Differences differences = column.getOrDefault(tool, new Differences());
                row.append(" ")
                        .append(
                                tool.kind() == Tool.Kind.PEER
                                        ? differences.medianAndRatio(column.getOrDefault(on, new Differences()))
                                        : words(tool, differences))
                        .append(" |");
            }
            out.println(row.append(" ").append(everywhere(tool)).append(" |"));
        }
    }

    /** In all states as one: the row of a tool that knows nothing of the network should not differ between them. */
    private String everywhere(Tool tool) {
        Differences all = new Differences();
        measured.values().forEach(column -> all.addAll(column.getOrDefault(tool, new Differences())));
        return tool.isInEveryRound() ? words(tool, all) : "";
    }

    /** The goal is for what telemetry adds, not for noise. */
    private static String words(Tool tool, Differences differences) {
        return tool.kind() == Tool.Kind.AGAIN ? differences.plain() : differences.medianAndTail();
    }
}
