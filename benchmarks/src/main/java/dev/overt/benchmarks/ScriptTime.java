package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the fragment of an installer in sh adds to it: the time until one ends that finds out its platform and installs
 * nothing, beyond that of the same without the fragment, in turns. It calls all that an installer calls. Arguments: rounds,
 * RunMat's installer, a folder, shells.
 */
final class ScriptTime {
    private static final String COLLECTOR = "https://runmat.org/";
    private static final String END = "# <<< overt: install-sh <<<\n";

    private final int rounds;
    private final String fragment;
    private final Path folder;
    private final String shell;
    private final Path without;

    private ScriptTime(int rounds, Path installer, Path folder, String shell) throws IOException {
        String text = Files.readString(installer);
        this.rounds = rounds;
        this.fragment = text.substring(text.indexOf("# >>> overt: install-sh >>>"), text.indexOf(END) + END.length());
        this.folder = folder;
        this.shell = shell;
        this.without = Files.writeString(folder.resolve("without.sh"), "set -eu\nplatform=$(uname -s)-$(uname -m)\n");
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        System.out.println(PairedScript.head("off"));
        for (int i = 3; i < arguments.length; i++) {
            ScriptTime installer = new ScriptTime(rounds, Path.of(arguments[1]), Path.of(arguments[2]), arguments[i]);
            System.out.println("| " + arguments[i] + installer.row() + " |");
        }
    }

    private String row() throws IOException, InterruptedException {
        StringBuilder row = new StringBuilder(script("1", COLLECTOR).cell(rounds, () -> {}, () -> {}));
        for (Network each : Network.values()) {
            try (Network.Server server = each.open()) {
                // What it leaves in the background has ended by then, or waits for the network.
                row.append(script("", server.address()).cell(rounds, () -> {}, () -> Thread.sleep(200)));
            }
        }
        return row.toString();
    }

    private PairedScript script(String doNotTrack, String collector) throws IOException {
        Path with = Files.writeString(
                folder.resolve("with.sh"), "set -eu\n" + fragment.replace(COLLECTOR, collector) + """
                        platform=$(uname -s)-$(uname -m)
                        telemetry_set platform "$platform"
                        telemetry_start
                        telemetry_set release 1.2.3
                        telemetry_complete
                        """);
        return new PairedScript(shell, with, without, Map.of("DO_NOT_TRACK", doNotTrack, "HOME", folder.toString()));
    }
}
