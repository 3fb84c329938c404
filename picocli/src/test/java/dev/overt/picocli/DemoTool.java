package dev.overt.picocli;

import dev.overt.client.Event;
import dev.overt.client.Fact;
import dev.overt.client.Policy;
import dev.overt.client.Property;
import dev.overt.client.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A small tool, run in a process of its own: with telemetry, or without where the property plain is set. An argument
 * {@code ;} ends one command and begins another, on the same command line.
 */
@Command(
        name = "demo",
        version = "demo 1",
        mixinStandardHelpOptions = true,
        subcommands = {CommandLine.HelpCommand.class, AutoComplete.GenerateCompletion.class, DemoTool.Flow.class})
final class DemoTool {
    private static final Policy POLICY = Policy.builder("demo", "Demo", "sha256:0")
            .on()
            .state("~/.demo/telemetry.json")
            .quiet("help", "silent")
            .statusIn("doctor", "ill")
            .offWhenTruthy("DO_NOT_TRACK")
            .debugWhenTruthy("DEMO_DEBUG")
            .contact("demo@example.com")
            .collectorFrom("DEMO_COLLECTOR")
            .events(Event.onCommand(
                    "command",
                    Property.enumeration("command", "other", "ok", "fail", "flow", "nest", "doctor", "telemetry")
                            .of(Fact.COMMAND),
                    Property.enumeration("status", null, "ok", "error").of(Fact.OUTCOME),
                    Property.integer("exit_code", 0, 255).of(Fact.EXIT_CODE),
                    Property.errorClass("error", "Other", "IllegalStateException", "ParameterException", "Error")
                            .of(Fact.ERROR)
                            .optional()))
            .build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DemoTool() {}

    public static void main(String[] args) {
        CommandLine root = commandLine();
        if (System.getProperty("plain") != null) {
            System.exit(root.execute(args));
        }
        int exitCode = 0;
        for (String[] each : commands(args)) {
            exitCode = CommandTelemetry.execute(root, Telemetry.open(POLICY, "1.0"), each);
        }
        System.exit(exitCode);
    }

    private static List<String[]> commands(String... args) {
        List<String[]> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String each : args) {
            if (each.equals(";")) {
                commands.add(words.toArray(new String[0]));
                words.clear();
            } else {
                words.add(each);
            }
        }
        commands.add(words.toArray(new String[0]));
        return commands;
    }

    private static CommandLine commandLine() {
        CommandLine root = new CommandLine(new DemoTool());
        if (System.getProperty("own") != null) {
            root.addSubcommand("telemetry", new OwnTelemetry());
        }
        root.setAbbreviatedOptionsAllowed(true)
                .setAbbreviatedSubcommandsAllowed(true)
                .setSubcommandsCaseInsensitive(true)
                .setTrimQuotes(true)
                .setExitCodeExceptionMapper(new Mapper())
                .setParameterExceptionHandler((exception, rejected) -> {
                    exception.getCommandLine().getErr().println("misused: " + exception.getMessage());
                    return 64;
                })
                .setExecutionExceptionHandler(DemoTool::explain);
        flow(root).setExecutionExceptionHandler((exception, command, parsed) -> 71);
        return root;
    }

    private static CommandLine flow(CommandLine root) {
        return Objects.requireNonNull(root.getSubcommands().get("flow"));
    }

    private static int explain(Exception exception, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (exception instanceof IllegalStateException) {
            command.getErr().println("failed: " + exception.getMessage());
            return 70;
        }
        throw exception;
    }

    private static final class Mapper implements IExitCodeExceptionMapper {
        @Override
        public int getExitCode(Throwable exception) {
            return exception instanceof UnsupportedOperationException ? 72 : 1;
        }
    }

    /** A command of the tool's own that has the name of the one that is added. */
    @Command(name = "telemetry")
    static final class OwnTelemetry implements Runnable {
        @Override
        public void run() {
            System.out.println("41 degrees");
        }
    }

    /** A command with commands. */
    @Command(name = "flow")
    static final class Flow {
        @Command(name = "start")
        void start(@Option(names = "--fail") boolean fails) {
            if (fails) {
                throw new IllegalStateException("secret message");
            }
        }
    }

    /** Executes other commands by itself. */
    @Command(name = "nest")
    int nest(@Parameters String... args) {
        int below = flow(spec.commandLine()).execute("start", "--fail");
        int again = spec.commandLine().execute(args);
        System.out.println("below " + below + ", again " + again);
        return 0;
    }

    @Command(name = "doctor", mixinStandardHelpOptions = true)
    void doctor() {
        System.out.println("healthy");
    }

    @Command(name = "ill")
    int ill() {
        return 3;
    }

    @Command(name = "exit")
    void exit() {
        System.exit(9);
    }

    @Command(name = "ok", aliases = "fine", mixinStandardHelpOptions = true)
    int ok(@Option(names = "--code") int code) {
        System.out.println("done");
        return code;
    }

    @Command(name = "silent")
    void silent() {}

    @Command(name = "fail")
    void fail(@Option(names = "--how") String how) {
        switch (how) {
            case "state" -> throw new IllegalStateException("secret message");
            case "error" -> throw new Error("secret message");
            case "mapped" -> throw new UnsupportedOperationException("secret message");
            default -> throw new IllegalArgumentException("secret message");
        }
    }
}
