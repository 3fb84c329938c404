package dev.overt.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checkout under test: its files and the commands that its build has made. */
final class Checkout {
    /** Tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path MANIFEST = ROOT.resolve("examples/initrunner/telemetry.yaml");
    static final Path LAUNCHER = ROOT.resolve("overt");
    static final Path INITRUNNER_JAR = ROOT.resolve("examples/initrunner/target/initrunner.jar");
    private static final Path ALTIMATE_JAR = ROOT.resolve("examples/altimate/target/altimate.jar");
    static final Path ONECLI_JAR = ROOT.resolve("examples/onecli/target/onecli.jar");
    private static final Path KTX_JAR = ROOT.resolve("examples/ktx/target/ktx.jar");
    private static final Path OVERT_JAR = ROOT.resolve("tool/target/overt.jar");

    private Checkout() {}

    /** The command line of {@code overt arguments}, on the JDK that runs the tests. */
    static List<String> overt(String... arguments) {
        return command(List.of(java(), "-Dovert.home=" + ROOT, "-jar", OVERT_JAR.toString()), arguments);
    }

    /** The command line of {@code initrunner arguments}. */
    static List<String> initrunner(String... arguments) {
        return command(List.of(java(), "-jar", INITRUNNER_JAR.toString()), arguments);
    }

    /** The command line of {@code altimate arguments}. */
    static List<String> altimate(String... arguments) {
        return command(List.of(java(), "-jar", ALTIMATE_JAR.toString()), arguments);
    }

    /** The command line of {@code ktx arguments}. */
    static List<String> ktx(String... arguments) {
        return command(List.of(java(), "-jar", KTX_JAR.toString()), arguments);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> command(List<String> program, String... arguments) {
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of(arguments));
        return words;
    }
}
