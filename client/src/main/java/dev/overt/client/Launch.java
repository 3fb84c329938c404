package dev.overt.client;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/*
 * How an uploader is started, by where the client runs:
 *
 *   a jar, also one that holds the whole tool; a folder of classes; the module path   java -cp PLACE CLASS
 *   a runtime image made by jlink                                                     java -m MODULE/CLASS
 *   a native image                                                                    the tool itself, which uploads
 *                                                                                     when it opens telemetry
 *
 * What it has to do stands in a variable of its environment, which nobody else can read as they can a command line:
 * {"arguments": [...], "properties": ["NAME=VALUE", ...]}.
 */
/** The start of an uploader in a process of its own, which outlives this one and shares nothing with it. */
final class Launch {
    static final String VARIABLE = "OVERT_UPLOAD";

    /** The shell leaves at once; a JVM that ends beside a child that still runs would wait 0.3 s for its reaper. */
    private static final String DETACH = "if command -v setsid >/dev/null 2>&1; then setsid \"$@\" & else \"$@\" & fi";

    private static final boolean POSIX = File.separatorChar == '/';
    private static final String SHELL = "/bin/sh";

    /** How the properties begin that bear on how a tool reaches the network. */
    private static final List<String> NETWORK =
            List.of("http.", "https.", "socks", "java.net.", "javax.net.ssl.trustStore");

    private Launch() {}

    /** Starts an uploader. */
    static void start(String[] arguments) throws IOException {
        List<String> command = command();
        if (POSIX) {
            command.addAll(0, List.of(SHELL, "-c", DETACH, "overt"));
        }
        File nowhere = new File(POSIX ? "/dev/null" : "NUL");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(System.getProperty("java.home", "/")))
                .redirectInput(Redirect.from(nowhere))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        // Options meant for the tool: an agent or a debugger would start here, too; and what a launcher tells itself.
        environment
                .keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "_JPACKAGE_LAUNCHER"));
        environment.put(VARIABLE, work(arguments));
        for (String each : Trust.VARIABLES) {
            environment.computeIfPresent(each, (name, file) -> new File(file).getAbsolutePath());
        }
        Process process = builder.start();
        if (POSIX) {
            await(process);
        }
    }

    /** Why no uploader can be started here, in words for people; null where one can. */
    static @Nullable String hindrance() {
        try {
            command();
            return null;
        } catch (IOException none) {
            return none.getMessage();
        }
    }

    private static List<String> command() throws IOException {
        if (POSIX && !new File(SHELL).canExecute()) {
            throw new IOException("there is no " + SHELL);
        }
        List<String> command = new ArrayList<>();
        if (isNativeImage()) {
            command.add(ProcessHandle.current()
                    .info()
                    .command()
                    .orElseThrow(() -> new IOException("its own file is not known")));
            return command;
        }
        File java = new File(System.getProperty("java.home", ""), POSIX ? "bin/java" : "bin\\java.exe");
        if (!java.canExecute()) {
            throw new IOException("this Java runtime has no java command");
        }
        command.addAll(List.of(
                java.getPath(),
                "-Xms8m",
                "-Xmx48m",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        command.addAll(program(Uploader.class));
        return command;
    }

    /** Whether this is a native image that runs. */
    private static boolean isNativeImage() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }

    /** Where the class came from, and its name, as the java command wants them. */
    private static List<String> program(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null) {
                URI place = source.getLocation().toURI();
                return "jrt".equals(place.getScheme())
                        ? List.of("-m", type.getModule().getName() + "/" + type.getName())
                        : List.of("-cp", Path.of(place).toString(), type.getName());
            }
        } catch (URISyntaxException | RuntimeException notAFile) {
            // Such as a jar within a jar.
        }
        throw new IOException("the client's classes are in no file of their own");
    }

    private static String work(String[] arguments) {
        List<String> properties = new ArrayList<>();
        for (String each : System.getProperties().stringPropertyNames()) {
            if (NETWORK.stream().anyMatch(each::startsWith)) {
                String value = System.getProperty(each, "");
                boolean file = each.endsWith(".trustStore") && !value.isEmpty() && !value.equals("NONE");
                properties.add(each + "=" + (file ? new File(value).getAbsolutePath() : value));
            }
        }
        return new Json()
                .putValue("arguments", List.of(arguments))
                .putValue("properties", properties)
                .toString();
    }

    /** Does in this process what the variable says, if it says something that is to be done. */
    static void perform(@Nullable String work) throws IOException {
        Map<?, ?> members = JsonReader.readObject(String.valueOf(work));
        if (members.get("properties") instanceof List<?> properties
                && members.get("arguments") instanceof List<?> arguments) {
            for (Object each : properties) {
                String property = String.valueOf(each);
                int equals = property.indexOf('=');
                System.setProperty(property.substring(0, equals), property.substring(equals + 1));
            }
            Uploader.run(arguments.toArray(new String[0]));
        }
    }

    /**
     * In a native image, which has no java command beside it: if this process was started as an uploader, does
     * that and ends it. Elsewhere no variable makes a tool anything else than what it is.
     */
    static void becomeUploader() {
        String work = System.getenv(VARIABLE);
        if (work != null && isNativeImage()) {
            try {
                perform(work);
            } catch (IOException | RuntimeException unfinished) {
                // What waits is sent by another, later.
            } finally {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private static void await(Process shell) {
        try {
            shell.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
