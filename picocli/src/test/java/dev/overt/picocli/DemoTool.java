package dev.overt.picocli;

import dev.overt.client.Event;
import dev.overt.client.Fact;
import dev.overt.client.Policy;
import dev.overt.client.Property;
import dev.overt.client.Telemetry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A small tool, run in a process of its own: with telemetry, or without where the property plain is set. */
@Command(
        name = "demo",
        version = "demo 1",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class)
final class DemoTool {
    private static final Policy POLICY = Policy.builder("demo", "Demo", "sha256:0")
            .on()
            .state("~/.demo/telemetry.json")
            .quiet("help", "silent")
            .offWhenTruthy("DO_NOT_TRACK")
            .events(Event.onCommand(
                    "command",
                    Property.enumeration("command", "other", "ok", "fail").of(Fact.COMMAND),
                    Property.enumeration("status", null, "ok", "error").of(Fact.OUTCOME),
                    Property.integer("exit_code", 0, 255).of(Fact.EXIT_CODE),
                    Property.errorClass("error", "Other", "IllegalStateException", "ParameterException", "Error")
                            .of(Fact.ERROR)
                            .optional()))
            .build();

    private DemoTool() {}

    public static void main(String[] args) {
        CommandLine root = new CommandLine(new DemoTool())
                .setParameterExceptionHandler((exception, rejected) -> {
                    exception.getCommandLine().getErr().println("misused: " + exception.getMessage());
                    return 64;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof IllegalStateException) {
                        command.getErr().println("failed: " + exception.getMessage());
                        return 70;
                    }
                    throw exception;
                });
        if (System.getProperty("plain") != null) {
            System.exit(root.execute(args));
        }
        System.exit(CommandTelemetry.execute(root, Telemetry.open(POLICY, "1.0"), args));
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
            default -> throw new IllegalArgumentException("secret message");
        }
    }
}
