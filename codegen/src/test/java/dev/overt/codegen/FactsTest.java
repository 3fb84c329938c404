package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.client.Telemetry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each generated program reports of given facts: {@code protocol/golden/facts.tsv}, byte for byte. The rows of web
 * pages are run in a browser, in {@code acceptance}.
 *
 * <pre>
 * system, machine   what the system says of itself: uname, os.name, os.arch
 * CI                the variable
 * product           the version of the product
 * previous          the version that ran before, in a container
 * command           what a person has run
 * exit-code         how it has ended
 * any other         a property that the script around a fragment says
 * </pre>
 */
final class FactsTest {
    private static final Path GOLDEN = Path.of("../protocol/golden");

    @TempDir
    Path folder;

    /** A line of the file. */
    record Row(String surface, String event, Map<String, String> facts, String properties) {

        static List<Row> of(String surface) throws IOException {
            return Files.readAllLines(GOLDEN.resolve("facts.tsv")).stream()
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells[0].equals(surface))
                    .map(cells -> new Row(cells[0], cells[1], facts(cells[2]), cells[3]))
                    .toList();
        }

        private static Map<String, String> facts(String cell) {
            Map<String, String> facts = new LinkedHashMap<>();
            for (String fact : cell.split(";", -1)) {
                facts.put(fact.substring(0, fact.indexOf('=')), fact.substring(fact.indexOf('=') + 1));
            }
            return facts;
        }

        String fact(String name) {
            return facts.getOrDefault(name, "");
        }

        Map<String, String> environment() {
            return facts.containsKey("CI") ? Map.of("CI", fact("CI")) : Map.of();
        }
    }

    static List<Shell> shells() {
        return Shell.all();
    }

    static List<Shell> shellsOfImages() {
        return Shell.all().subList(0, 4);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void shellInstaller_reportsTheFacts(Shell shell) throws Exception {
        String fragment =
                ShellInstaller.render(SamplePage.of("facts.yaml", Files.readString(GOLDEN.resolve("facts.yaml")))
                        .manifest());
        List<Row> rows = Row.of("installer");
        assertThat(rows).hasSizeGreaterThan(20);
        for (Row row : rows) {
            StringBuilder script = new StringBuilder("set -eu\n" + fragment);
            row.facts.forEach((name, value) -> script.append("telemetry_set " + name + " " + quoted(value) + "\n"));
            script.append(
                    "(_telemetry_plain; _telemetry_event " + row.event + " id; printf '%s' \"$_telemetry_json\")\n");
            Shell.Run run = shell.run(folder, script.toString(), environment(row));
            assertThat(run)
                    .as("%s", row)
                    .isEqualTo(new Shell.Run(
                            0,
                            "{\"event_label\":\"" + row.event + "\",\"uuid\":\"id\"," + row.properties.substring(1)));
        }
    }

    /** In the shells that images have. */
    @ParameterizedTest
    @MethodSource("shellsOfImages")
    void containerEntrypoint_reportsTheFacts(Shell shell) throws Exception {
        String fragment =
                ContainerEntrypoint.render(SamplePage.of("facts.yaml", Files.readString(GOLDEN.resolve("facts.yaml")))
                        .manifest());
        Path marker = Files.createDirectories(folder.resolve(".facts")).resolve(".version");
        List<Row> rows = Row.of("container");
        assertThat(rows).hasSizeGreaterThan(7);
        for (Row row : rows) {
            Files.deleteIfExists(marker);
            if (row.facts.containsKey("previous")) {
                Files.writeString(marker, row.fact("previous") + "\n");
            }
            StringBuilder script =
                    new StringBuilder("set -eu\n" + fragment + "facts_telemetry " + quoted(row.fact("product")));
            row.facts.forEach((name, value) -> script.append(" " + name + "=" + quoted(value)));
            Map<String, String> environment = environment(row);
            environment.putAll(Map.of("HOME", folder.toString(), "FACTS_DEBUG", "1"));
            Shell.Run run = shell.run(folder, script + "\n", environment);
            assertThat(run.output().replaceFirst("\"uuid\":\"[0-9a-f-]{36}\"", "\"uuid\":\"id\""))
                    .as("%s", row)
                    .isEqualTo("{\"event_label\":\"" + row.event + "\",\"uuid\":\"id\"," + row.properties.substring(1)
                            + "\n");
            assertThat(run.status()).isZero();
        }
    }

    /** With a {@code uname} that says what the row does. */
    private Map<String, String> environment(Row row) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path uname = programs.resolve("uname");
        Files.writeString(
                uname,
                "#!/bin/sh\ncase $1 in -s) printf '%s\\n' " + quoted(row.fact("system")) + " ;; -m) printf '%s\\n' "
                        + quoted(row.fact("machine")) + " ;; esac\n");
        assertThat(uname.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new HashMap<>(row.environment());
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        return environment;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Test
    void javaClass_reportsTheFacts() throws Exception {
        String source = JavaRenderer.render(
                SamplePage.of("facts.yaml", Files.readString(GOLDEN.resolve("facts.yaml")))
                        .manifest(),
                "facts");
        assertThat(Compilation.of(folder, Map.of("facts.FactsTelemetry", source))
                        .complaints())
                .isEmpty();
        for (Row row : Row.of("tool")) {
            List<String> command = new ArrayList<>(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Dos.name=" + row.fact("system"),
                    "-Dos.arch=" + row.fact("machine"),
                    "-cp",
                    folder + File.pathSeparator + System.getProperty("java.class.path"),
                    Tool.class.getName()));
            command.addAll(List.of(row.fact("product"), row.fact("command"), row.fact("exit-code")));
            Map<String, String> environment = new HashMap<>(row.environment());
            environment.putAll(Map.of("HOME", folder.toString(), "FACTS_DEBUG", "1"));
            assertThat(Shell.run(folder, command, environment).output())
                    .as("%s", row)
                    .contains("\"event\":\"" + row.event + "\"", "\"properties\":" + row.properties + "}");
        }
    }

    /** A tool that runs one command; a process of its own, as its system is a property of that. */
    static final class Tool {
        private Tool() {}

        /** The arguments are a version, a command and an exit code. */
        public static void main(String[] arguments) throws ReflectiveOperationException {
            Class<?> type = Class.forName("facts.FactsTelemetry");
            Object product = type.getMethod("open", String.class).invoke(null, arguments[0]);
            Telemetry telemetry = (Telemetry) type.getMethod("telemetry").invoke(product);
            telemetry.begin(arguments[1]);
            telemetry.finish(Integer.parseInt(arguments[2]), null);
        }
    }
}
