package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the fragment of a container's entrypoint adds to a start: the time of a shell that sources and calls it before it
 * becomes the product ({@code true}), beyond that of one that does not, in turns. Arguments: rounds, the fragment of OneCLI,
 * a folder, shells.
 */
final class BootTime {
    private static final double MAX_MILLIS = 50;

    private final Path fragment;
    private final Path data;
    private final List<String> shell;

    private BootTime(Path fragment, Path data, String shell) {
        this.fragment = fragment;
        this.data = data;
        this.shell = shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell);
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[2]);
        Path data = Files.createDirectories(folder.resolve("data"));
        Path fragment = Files.writeString(
                folder.resolve("telemetry.sh"),
                Files.readString(Path.of(arguments[1])).replace("/app/data", data.toString()));
        System.out.println("| shell | off | the same version | "
                + String.join(
                        " | ",
                        List.of(Network.values()).stream().map(Network::words).toList()) + " |");
        System.out.println("|---|---|---|" + "---|".repeat(Network.values().length));
        for (int i = 3; i < arguments.length; i++) {
            System.out.println("| " + arguments[i] + new BootTime(fragment, data, arguments[i]).row(rounds) + " |");
        }
    }

    private String row(int rounds) throws Exception {
        StringBuilder row = new StringBuilder();
        row.append(cell(rounds, "http://127.0.0.1:9/", "DO_NOT_TRACK=1", false));
        boot("http://127.0.0.1:9/", "OFF=", true);
        row.append(cell(rounds, "http://127.0.0.1:9/", "OFF=", false));
        for (Network each : Network.values()) {
            try (Network.Server server = each.open()) {
                row.append(cell(rounds, server.address(), "OFF=", true));
            }
        }
        return row.toString();
    }

    /** Median and 95th percentile, in bold where the median misses the goal. */
    private String cell(int rounds, String collector, String variable, boolean install) throws Exception {
        Differences added = new Differences();
        for (int round = 0; round < rounds; round++) {
            double without = boot(collector, variable, false);
            if (install) {
                Files.deleteIfExists(data.resolve(".onecli-version"));
            }
            added.add(boot(collector, variable, true) - without);
            if (install) {
                awaitMarker();
            }
        }
        String cell = String.format(Locale.ROOT, "%.1f, %.1f", added.median(), added.quantile(0.95));
        return " | " + (added.median() <= MAX_MILLIS ? cell : "**" + cell + "**");
    }

    /** In milliseconds. */
    private double boot(String collector, String variable, boolean reporting) throws IOException, InterruptedException {
        String call = reporting ? ". '" + fragment + "'\nonecli_telemetry 1.0.0 edition=oss auth_mode=local\n" : "";
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-c", "set -eu\n" + call + "exec true"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ONECLI_TELEMETRY_COLLECTOR", collector);
        builder.environment().put(variable.split("=", -1)[0], variable.split("=", -1)[1]);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        builder.start().waitFor();
        return (System.nanoTime() - start) / 1e6;
    }

    /** So that nothing of one round is left in the next. */
    private void awaitMarker() throws InterruptedException {
        for (int i = 0; i < 1000 && !Files.exists(data.resolve(".onecli-version")); i++) {
            Thread.sleep(10);
        }
        Thread.sleep(50);
    }
}
