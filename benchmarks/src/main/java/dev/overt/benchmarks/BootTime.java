package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the fragment of a container's entrypoint adds to a start: the time of a shell that sources and calls it before it
 * becomes the product ({@code true}), beyond that of one that does not, in turns. Arguments: rounds, the fragment of OneCLI,
 * a folder, shells.
 */
final class BootTime {
    private static final String NOBODY = "http://127.0.0.1:9/";

    private final int rounds;
    private final String shell;
    private final Path with;
    private final Path without;
    private final Path marker;

    private BootTime(int rounds, Path fragment, Path folder, String shell) throws IOException {
        this.rounds = rounds;
        this.shell = shell;
        Path data = Files.createDirectories(folder.resolve("data"));
        this.marker = data.resolve(".onecli-version");
        Path telemetry = Files.writeString(
                folder.resolve("telemetry.sh"), Files.readString(fragment).replace("/app/data", data.toString()));
        String call = ". '" + telemetry + "'\nonecli_telemetry 1.0.0 edition=oss auth_mode=local\n";
        this.with = Files.writeString(folder.resolve("with.sh"), "set -eu\n" + call + "exec true\n");
        this.without = Files.writeString(folder.resolve("without.sh"), "set -eu\nexec true\n");
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        System.out.println(PairedScript.head("off", "the same version"));
        for (int i = 3; i < arguments.length; i++) {
            BootTime boot = new BootTime(rounds, Path.of(arguments[1]), Path.of(arguments[2]), arguments[i]);
            System.out.println("| " + arguments[i] + boot.row() + " |");
        }
    }

    private String row() throws IOException, InterruptedException {
        Files.deleteIfExists(marker);
        StringBuilder row = new StringBuilder(script("1", NOBODY).cell(rounds, () -> {}, () -> {}));
        Files.writeString(marker, "1.0.0\n");
        row.append(script("", NOBODY).cell(rounds, () -> {}, () -> {}));
        for (Network each : Network.values()) {
            try (Network.Server server = each.open()) {
                row.append(script("", server.address())
                        .cell(rounds, () -> Files.deleteIfExists(marker), this::awaitMarker));
            }
        }
        return row.toString();
    }

    private PairedScript script(String doNotTrack, String collector) {
        return new PairedScript(
                shell, with, without, Map.of("DO_NOT_TRACK", doNotTrack, "ONECLI_TELEMETRY_COLLECTOR", collector));
    }

    /** So that nothing of one round is left in the next. */
    private void awaitMarker() throws InterruptedException {
        for (int i = 0; i < 1000 && !Files.exists(marker); i++) {
            Thread.sleep(10);
        }
        Thread.sleep(50);
    }
}
