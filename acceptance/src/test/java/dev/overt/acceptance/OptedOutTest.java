package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The five examples as a person runs them at a terminal, under each opt-out that their pages name: no network, no file of
 * telemetry made or changed, and no program that is not started without telemetry.
 */
final class OptedOutTest {
    private static final String NOWHERE = "http://key@127.0.0.1:9/";
    /** What InitRunner asks and ktx prints. */
    private static final String QUESTION = "Enable anonymous usage telemetry?";

    private static final String NO_TELEMETRY =
            "telemetry_start() { :; }\ntelemetry_set() { :; }\ntelemetry_complete() { :; }\n";

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initrunner | DO_NOT_TRACK=1                      |",
                "initrunner | INITRUNNER_TELEMETRY=off            |",
                "initrunner | CI=1                                |",
                "initrunner | telemetry disable                   |",
                "altimate   | DO_NOT_TRACK=1                      |",
                "altimate   | ALTIMATE_TELEMETRY_DISABLED=true    |",
                "altimate   | .config/altimate-code/altimate-code.json | {\"telemetry\": {\"disabled\": true}}",
                "altimate   | telemetry disable                   |",
                "ktx        | KTX_TELEMETRY_DISABLED=1            |",
                "ktx        | DO_NOT_TRACK=1                      |",
                "ktx        | CI=1                                |",
                "ktx        | .ktx/telemetry.json                 | {\"enabled\": false}",
                "ktx        | telemetry disable                   |",
            })
    void tool_isSilent(String tool, String optOut, String content) throws IOException {
        Map<String, String> environment = new HashMap<>(collector(tool));
        if (optOut.startsWith("telemetry ")) {
            run(tool(tool, optOut.split(" ", -1)), environment, "");
        } else if (content != null) {
            write(home.resolve(optOut), content);
        } else {
            environment.put(name(optOut), value(optOut));
        }
        Map<String, String> before = files(home);

        SystemCalls calls = traced(tool(tool, work(tool)), environment, "");

        assertThat(calls.network()).isEmpty();
        assertThat(calls.programs()).containsExactly("java");
        assertThat(calls.processes()).isZero();
        assertThat(files(home)).isEqualTo(before);
    }

    /** What the other tests look for is there to be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "altimate", "ktx"})
    void tool_isNotSilent_whereNobodyOptedOut(String tool) throws IOException {
        SystemCalls calls = traced(tool(tool, work(tool)), collector(tool), "y\n");

        assertThat(calls.network().isEmpty() && calls.processes() == 0).isFalse();
        assertThat(files(home)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNMAT_NO_TELEMETRY=1", "RUNMAT_TELEMETRY=0", "DO_NOT_TRACK=1"})
    void installer_isSilent(String optOut) throws IOException {
        String script = Files.readString(Checkout.ROOT.resolve("examples/runmat/install.sh"))
                .replace("https://runmat.org", "http://127.0.0.1:9");
        int from = script.indexOf("# >>> overt");
        int to = script.indexOf("# <<< overt");
        assertThat(from).isBetween(1, to);
        SystemCalls without = installed(script.substring(0, from) + NO_TELEMETRY + script.substring(to), Map.of());
        SystemCalls off = installed(script, Map.of(name(optOut), value(optOut)));
        assertThat(off.processes()).isEqualTo(without.processes());
        assertThat(home.resolve(".runmat")).doesNotExist();
        SystemCalls on = installed(script, Map.of());

        assertAsSilent(off, without.programs(), on);
        assertThat(home.resolve(".runmat")).exists();
    }

    @ParameterizedTest
    @CsvSource({"DO_NOT_TRACK=1, on, ''", "'', off, head tr"})
    void container_isSilent(String optOut, String preference, String readers) throws Exception {
        Map<String, String> environment = optOut.isEmpty() ? Map.of() : Map.of(name(optOut), value(optOut));
        Entrypoint without = container("without", preference);
        Files.writeString(home.resolve("without/telemetry.sh"), "onecli_telemetry() { :; }\n");
        Entrypoint off = container("off", preference);
        Map<String, String> before = files(off.data());

        SystemCalls calls = booted(off, environment);
        assertThat(files(off.data())).isEqualTo(before);

        Entrypoint on = container("on", "on");
        List<String> programs = new ArrayList<>(booted(without, environment).programs());
        Stream.of(readers.split(" ", -1)).filter(each -> !each.isEmpty()).forEach(programs::add);
        assertAsSilent(calls, programs, booted(on, Map.of()));
        assertThat(on.marker()).exists();
    }

    /** A shell may decide in a process of its own, and read a preference by {@code programs}. */
    private static void assertAsSilent(SystemCalls off, List<String> programs, SystemCalls on) {
        assertThat(off.network()).isEmpty();
        assertThat(off.programs()).isEqualTo(programs).isNotEqualTo(on.programs());
        assertThat(on.network()).isNotEmpty();
        assertThat(on.processes()).isGreaterThan(off.processes());
    }

    private Entrypoint container(String name, String preference) throws IOException {
        Entrypoint container = new Entrypoint(Files.createDirectory(home.resolve(name)), "dash", NOWHERE);
        Files.writeString(container.preference(), preference);
        return container;
    }

    private SystemCalls booted(Entrypoint container, Map<String, String> environment) throws Exception {
        Path trace = Files.createTempFile(folder, "container", ".trace");
        List<String> around = SystemCalls.tracing(trace, List.of());
        assertThat(container
                        .around(around.toArray(new String[0]))
                        .start("1.12.0", environment)
                        .out())
                .isEqualTo("booted\n");
        return SystemCalls.read(trace);
    }

    /** Installs from a release in a folder, so that whatever goes to a network is telemetry's. */
    private SystemCalls installed(String script, Map<String, String> more) throws IOException {
        Path releases = Files.createDirectories(folder.resolve("releases"));
        String platform = System.getProperty("os.arch").equals("aarch64") ? "linux-aarch64" : "linux-x86_64";
        run(
                List.of(
                        "sh",
                        "-euc",
                        "cd \"$0\" && printf '#!/bin/sh\\necho runmat 0.2.8\\n' >runmat && chmod +x runmat"
                                + " && echo 0.2.8 >version && tar -czf \"$1\" runmat && sha256sum \"$1\" >\"$1.sha256\"",
                        releases.toString(),
                        "runmat-0.2.8-" + platform + ".tar.gz"),
                Map.of(),
                "");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RUNMAT_RELEASES", "file://" + releases);
        environment.put("RUNMAT_PREFIX", folder.resolve("prefix").toString());
        Path installer = Files.writeString(folder.resolve("install.sh"), script);
        return traced(List.of("sh", installer.toString()), environment, "");
    }

    private SystemCalls traced(List<String> command, Map<String, String> environment, String keys) throws IOException {
        Path trace = Files.createTempFile(folder, "run", ".trace");
        Run run = run(SystemCalls.tracing(trace, command), environment, keys);
        assertThat(run.out().contains(QUESTION)).as(run.out()).isEqualTo(asks(command, keys));
        return SystemCalls.read(trace);
    }

    private static boolean asks(List<String> command, String keys) {
        return !keys.isEmpty() && command.contains(Checkout.INITRUNNER_JAR.toString());
    }

    private Run run(List<String> command, Map<String, String> environment, String keys) {
        List<String> there = new ArrayList<>(List.of("env", "-C", home.toString()));
        there.addAll(command);
        return Terminal.run(there, home, environment, QUESTION, keys);
    }

    private static List<String> tool(String name, String... arguments) {
        return switch (name) {
            case "initrunner" -> Checkout.initrunner(arguments);
            case "altimate" -> Checkout.altimate(arguments);
            default -> Checkout.ktx(arguments);
        };
    }

    private static String[] work(String tool) {
        return switch (tool) {
            case "initrunner" -> new String[] {"doctor"};
            case "altimate" ->
                new String[] {
                    "run",
                    Checkout.ROOT.resolve("examples/altimate/session.plan").toString()
                };
            default -> new String[] {"status"};
        };
    }

    private static Map<String, String> collector(String tool) {
        return Map.of(tool.toUpperCase(Locale.ROOT) + "_TELEMETRY_COLLECTOR", NOWHERE);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** All below {@code root}: a folder, or a file with its content. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path each : found.filter(path -> !path.equals(root)).toList()) {
                files.put(
                        root.relativize(each).toString(), Files.isDirectory(each) ? "folder" : Files.readString(each));
            }
        }
        return files;
    }

    private static String name(String variable) {
        return variable.substring(0, variable.indexOf('='));
    }

    private static String value(String variable) {
        return variable.substring(variable.indexOf('=') + 1);
    }
}
