package dev.overt.client;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The start of an uploader in a process of its own, which outlives this one and shares nothing with it. */
final class Launch {
    /** The shell leaves at once; a JVM that ends beside a child that still runs would wait 0.3 s for its reaper. */
    private static final String DETACH = "if command -v setsid >/dev/null 2>&1; then setsid \"$@\" & else \"$@\" & fi";

    private Launch() {}

    /** Starts an uploader. */
    static void start(String[] arguments) throws IOException {
        List<String> command = new ArrayList<>();
        boolean posix = File.separatorChar == '/';
        if (posix) {
            command.addAll(List.of("/bin/sh", "-c", DETACH, "overt"));
        }
        command.addAll(uploader());
        command.addAll(List.of(arguments));
        File nowhere = new File(posix ? "/dev/null" : "NUL");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(System.getProperty("java.home", "/")))
                .redirectInput(Redirect.from(nowhere))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        // Options meant for the tool: an agent or a debugger would start here, too.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        if (posix) {
            await(process);
        }
    }

    private static List<String> uploader() throws IOException {
        String java = System.getProperty("java.home", "") + File.separator + "bin" + File.separator + "java";
        return List.of(
                java,
                "-Xms8m",
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath(),
                Uploader.class.getName());
    }

    /** The jar that this class came from. */
    private static String classPath() throws IOException {
        CodeSource source = Launch.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("the client's jar is not known");
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | RuntimeException notAFile) {
            throw new IOException("the client's jar is not a file", notAFile);
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
