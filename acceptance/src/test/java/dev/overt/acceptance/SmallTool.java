package dev.overt.acceptance;

import dev.overt.client.Telemetry;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A tool of one class and one event that reports unless refused, compiled and packed as a test wants it. */
final class SmallTool {
    static final Path CLIENT = location(Telemetry.class);

    private static final String SOURCE = """
            package tool;

            import CLIENT.Event;
            import CLIENT.Policy;
            import CLIENT.Property;
            import CLIENT.Telemetry;

            public final class Main {
                private static final Event RAN = Event.onCall("ran", Property.flag("well"));

                public static void main(String[] args) throws Exception {
                    Policy policy = Policy.builder("tool", "Tool", "sha256:" + "0".repeat(64))
                            .on()
                            .state("~/.tool/telemetry.json")
                            .collector("", Long.getLong("every", 0))
                            .collectorFrom("TOOL_COLLECTOR")
                            .events(RAN)
                            .build();
                    try (Telemetry telemetry = Telemetry.open(policy, "1.0")) {
                        if (args.length > 0 && args[0].equals("status")) {
                            System.out.println(telemetry.status());
                        } else {
                            for (int i = 0; i < Integer.getInteger("events", 1); i++) {
                                telemetry.record(RAN, true);
                            }
                            System.out.println("ran");
                        }
                    }
                }
            }
            """;
    private static final String MODULE = "module tool { requires dev.overt.client; }";

    private final Path directory;

    SmallTool(Path directory) {
        this.directory = directory;
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Classes of the tool alone, for a class path. */
    Path classes() throws IOException {
        Path sources = write("plain", SOURCE.replace("CLIENT", "dev.overt.client"));
        return compile("plain", List.of("-cp", CLIENT.toString()), sources);
    }

    /** The tool as a module. */
    Path module() throws IOException {
        Path sources = write("module", SOURCE.replace("CLIENT", "dev.overt.client"));
        Files.writeString(sources.resolve("module-info.java"), MODULE);
        return compile("module", List.of("-p", CLIENT.toString()), sources);
    }

    /** One jar of the tool and of a client whose package has another name. */
    Path fatJar() throws IOException {
        Path sources = write("fat", SOURCE.replace("CLIENT", "tool.hidden.overt"));
        Path client = Files.createDirectories(sources.resolve("tool/hidden/overt"));
        try (Stream<Path> files = Files.list(Checkout.ROOT.resolve("client/src/main/java/dev/overt/client"))) {
            for (Path each : files.toList()) {
                String text = Files.readString(each).replace("dev.overt.client", "tool.hidden.overt");
                Files.writeString(client.resolve(each.getFileName().toString()), text);
            }
        }
        Path jar = directory.resolve("fat tool.jar");
        Path classes = compile("fat", List.of("-cp", System.getProperty("java.class.path")), sources);
        run("jar", "--create", "--file", jar.toString(), "--main-class", "tool.Main", "-C", classes.toString(), ".");
        return jar;
    }

    /** A runtime image that holds the tool. */
    Path image() throws IOException {
        Path image = directory.resolve("image");
        run("jlink", "-p", modulePath(module()), "--add-modules", "tool", "--output", image.toString());
        return image;
    }

    /** An executable of its own, with a runtime beside it that has no java command. */
    Path executable(String name, String... javaOptions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--type", "app-image", "--name", name));
        arguments.addAll(List.of("--dest", directory.toString(), "-p", modulePath(module()), "-m", "tool/tool.Main"));
        for (String each : javaOptions) {
            arguments.addAll(List.of("--java-options", each));
        }
        run("jpackage", arguments.toArray(new String[0]));
        return directory.resolve(name).resolve("bin").resolve(name);
    }

    static String modulePath(Path tool) {
        return CLIENT + File.pathSeparator + tool;
    }

    private Path write(String name, String source) throws IOException {
        Path sources = Files.createDirectories(directory.resolve(name + "-sources"));
        Files.createDirectories(sources.resolve("tool"));
        Files.writeString(sources.resolve("tool/Main.java"), source);
        return sources;
    }

    private Path compile(String name, List<String> options, Path sources) throws IOException {
        Path classes = directory.resolve(name + "-classes");
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--release", "17", "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        run("javac", arguments.toArray(new String[0]));
        return classes;
    }

    private static void run(String tool, String... arguments) {
        int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (status != 0) {
            throw new AssertionError(tool + " ended with " + status);
        }
    }
}
